/* memory.h - large blocks of the heap. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* N bytes for free(), not zeroed, or NULL; a large block is in large pages where the system has them: it is then about
 * five hundred times less often interrupted for a first touch. */
void *memory_large(size_t n);
/* COUNT times SIZE of them, the product checked. */
void *memory_large_array(size_t count, size_t size);

#endif
