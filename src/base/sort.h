/* sort.h - many numbers into order. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* N records of WIDTH bytes (8 or 16), each beginning with a double that is not NaN, ascending by that; equal ones (0 and
 * -0 are) in any order.  Takes as much memory again while it runs; where there is none it is slower. */
void sort_by_number(void *records, size_t n, size_t width);
/* N pairs ascending by their upper 32 bits, of which only the lower BITS are not 0; equal ones stay in their order.  Takes
 * as much memory again while it runs; false when there is none (then nothing has changed). */
bool sort_by_high_half(uint64_t *pairs, size_t n, unsigned bits);

#endif
