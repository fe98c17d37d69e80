/* sort.h - many numbers into order. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>

/* N records of WIDTH bytes (8 or 16), each beginning with a double that is not NaN, ascending by that; equal ones (0 and
 * -0 are) in any order.  Takes as much memory again while it runs; where there is none it is slower. */
void sort_by_number(void *records, size_t n, size_t width);

#endif
