/* digits.h - numbers and dates as the plain text that reads back the same. */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <stdint.h>

#include "base/buffer.h"

/* The shortest decimal text that reads back as V. */
void digits_add_double(double v, struct buffer *out);
/* V / 10^SCALE with exactly SCALE places. */
void digits_add_decimal(int64_t v, unsigned scale, struct buffer *out);

#endif
