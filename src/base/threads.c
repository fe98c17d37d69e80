#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { THREADS_MAX = 1024 };

static atomic_uint limit;

void threads_limit(unsigned n)
{
	atomic_store(&limit, n < THREADS_MAX ? n : THREADS_MAX);
}

unsigned threads_count(void)
{
	unsigned n = atomic_load(&limit);
	cpu_set_t mine;

	if (n)
		return n;
	if (sched_getaffinity(0, sizeof(mine), &mine) != 0)
		return 1;
	n = (unsigned)CPU_COUNT(&mine);
	return n < 1 ? 1 : n;
}

struct call {
	void (*work)(void *user, size_t i);
	void *user;
	size_t i;
	pthread_t thread;
	bool started;
};

static void *start(void *user)
{
	struct call *call = user;

	call->work(call->user, call->i);
	return NULL;
}

/* Signals are for the thread that the program began with: a handler there may jump or write. */
static void start_all(struct call *calls, size_t n)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (size_t i = 1; i < n; i++)
		calls[i].started = pthread_create(&calls[i].thread, NULL, start, &calls[i]) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void threads_run(size_t n, void (*work)(void *user, size_t i), void *user)
{
	struct call calls[64];
	size_t first = 0;

	/* More at once than there is room for: in several groups. */
	for (; first < n; first += sizeof(calls) / sizeof(*calls)) {
		size_t k = n - first < sizeof(calls) / sizeof(*calls) ? n - first : sizeof(calls) / sizeof(*calls);

		for (size_t i = 0; i < k; i++)
			calls[i] = (struct call){ .work = work, .user = user, .i = first + i };
		start_all(calls, k);
		start(&calls[0]);
		for (size_t i = 1; i < k; i++) {
			if (calls[i].started)
				pthread_join(calls[i].thread, NULL);
			else
				start(&calls[i]);
		}
	}
}

struct tasks {
	void (*work)(void *user, size_t i);
	void *user;
	size_t n;
	atomic_size_t next;
};

static void take_tasks(void *user, size_t thread)
{
	struct tasks *t = user;

	(void)thread;
	for (size_t i; (i = atomic_fetch_add(&t->next, 1)) < t->n;)
		t->work(t->user, i);
}

void threads_each(size_t n, void (*work)(void *user, size_t i), void *user)
{
	struct tasks tasks = { .work = work, .user = user, .n = n };
	size_t n_threads = threads_count();

	threads_run(n < n_threads ? n : n_threads, take_tasks, &tasks);
}
