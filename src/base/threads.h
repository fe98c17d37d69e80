/* threads.h - work that several threads share.  What comes out never depends on how many there are. */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

#include <stddef.h>

/* Use at most N threads from now on; 0: as many as the system lets this process use at once. */
void threads_limit(unsigned n);
/* How many are used: 1 or more. */
unsigned threads_count(void);
/* Call WORK(user, i) for i = 0 .. N-1, each on a thread of its own, 0 on the caller's, and return when all are done.
 * Where the system gives fewer threads, some calls come one after the other.  WORK must not jump out. */
void threads_run(size_t n, void (*work)(void *user, size_t i), void *user);
/* The same for any number of tasks, on at most threads_count() threads; the next free thread takes the next task. */
void threads_each(size_t n, void (*work)(void *user, size_t i), void *user);

#endif
