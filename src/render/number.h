/* number.h - numbers as people read them: rounded, thousands apart, with units. */
#ifndef RENDER_NUMBER_H
#define RENDER_NUMBER_H

#include <stdint.h>

#include "base/buffer.h"

enum { DECIMALS_MAX = 15 };

/* DIGITS is a plain decimal number; a comma is put between thousands. */
void number_add_grouped(const char *digits, struct buffer *out);
/* V with DECIMALS places, thousands apart; never "-0". */
void number_add_rounded(double v, int decimals, struct buffer *out);
/* V with at most DECIMALS places and no trailing zeros; what would vanish keeps two digits. */
void number_add_short(double v, int decimals, struct buffer *out);
/* Seconds as 45 s, 4 m 31 s, 2 h 05 m, 3 d 4 h. */
void number_add_duration(double seconds, struct buffer *out);

#endif
