/* wide.h - exact 128-bit sums of scaled integers. */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <stdint.h>

__extension__ typedef __int128 wide; /* the only typedef of the project beside the public handles */

/* V / 10^SCALE as the nearest double (SCALE 0..18). */
double wide_to_double(wide v, unsigned scale);

#endif
