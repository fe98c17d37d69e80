#include "base/wide.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDE_DIGITS = 40 };

/* The digits of V, ending at END (a NUL is already there); returns the first. */
__extension__ static char *write_digits(unsigned __int128 v, char *end)
{
	do {
		*--end = (char)('0' + (int)(v % 10));
		v /= 10;
	} while (v);
	return end;
}

/* strtod rounds once and correctly, which a division of two rounded doubles would not. */
double wide_to_double(wide v, unsigned scale)
{
	char text[WIDE_DIGITS + 16];
	bool negative = v < 0;
	__extension__ unsigned __int128 magnitude = (unsigned __int128)v;
	double value;

	text[WIDE_DIGITS] = '\0';
	if (negative)
		magnitude = 0 - magnitude;
	snprintf(text + WIDE_DIGITS, 16, "e-%u", scale);
	value = strtod(write_digits(magnitude, text + WIDE_DIGITS), NULL);
	return negative ? -value : value;
}
