#include "base/digits.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOWEST_PLAIN = -5, HIGHEST_PLAIN = 15, NUMBER_SIZE = 64 };

/* Scientific spelling of V in the fewest digits that read back as V.  Any number of up to 15 digits survives, so the
 * search starts there, except among the denormals. */
static void shortest(double v, char text[NUMBER_SIZE])
{
	int digits = fabs(v) < DBL_MIN ? 1 : 15;

	do
		snprintf(text, NUMBER_SIZE, "%.*e", digits - 1, v);
	while (digits++ < 17 && strtod(text, NULL) != v);
}

/* "5.3400e+01" taken apart: the digits without point and trailing zeros; returns the exponent. */
static int take_apart(const char *scientific, char digits[NUMBER_SIZE])
{
	const char *at = scientific;
	size_t n = 0;

	for (; *at != 'e'; at++)
		if (*at != '.')
			digits[n++] = *at;
	while (n > 1 && digits[n - 1] == '0')
		n--;
	digits[n] = '\0';
	return atoi(at + 1);
}

static void add_plain(const char *digits, int exponent, struct buffer *out)
{
	size_t n = strlen(digits), whole = exponent < 0 ? 0 : (size_t)exponent + 1;

	if (whole == 0) {
		buffer_add_c(out, "0.");
		buffer_add_repeated(out, "0", (size_t)(-exponent - 1));
		buffer_add_c(out, digits);
	} else if (n <= whole) {
		buffer_add_c(out, digits);
		buffer_add_repeated(out, "0", whole - n);
	} else {
		buffer_printf(out, "%.*s.%s", (int)whole, digits, digits + whole);
	}
}

void digits_add_double(double v, struct buffer *out)
{
	char text[NUMBER_SIZE], digits[NUMBER_SIZE];
	int exponent;

	if (signbit(v))
		buffer_add_char(out, '-');
	shortest(fabs(v), text);
	exponent = take_apart(text, digits);
	if (exponent >= LOWEST_PLAIN && exponent <= HIGHEST_PLAIN)
		add_plain(digits, exponent, out);
	else
		buffer_printf(out, "%c%s%se%d", digits[0], digits[1] ? "." : "", digits + 1, exponent);
}

void digits_add_decimal(int64_t v, unsigned scale, struct buffer *out)
{
	uint64_t magnitude = v < 0 ? 0 - (uint64_t)v : (uint64_t)v, unit = 1;

	for (unsigned i = 0; i < scale; i++)
		unit *= 10;
	buffer_printf(out, "%s%" PRIu64, v < 0 ? "-" : "", magnitude / unit);
	if (scale)
		buffer_printf(out, ".%0*" PRIu64, (int)scale, magnitude % unit);
}
