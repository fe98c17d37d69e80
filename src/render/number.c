#include "render/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/render.h"

enum { LOWEST_PLAIN = -5, HIGHEST_PLAIN = 15, NUMBER_SIZE = 64 };
static const double LARGEST_GROUPED = 1e15;

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

void render_double(double v, struct buffer *out)
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

void number_add_grouped(const char *digits, struct buffer *out)
{
	size_t n;

	if (*digits == '-')
		buffer_add_char(out, *digits++);
	n = strspn(digits, "0123456789");
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buffer_add_char(out, ',');
		buffer_add_char(out, digits[i]);
	}
	buffer_add_c(out, digits + n);
}

static bool is_zero(const char *digits)
{
	return strspn(digits, "-0.") == strlen(digits);
}

/* V with DECIMALS places into TEXT; false when it is too large for that to make sense. */
static bool round_to(double v, int decimals, char text[NUMBER_SIZE])
{
	if (fabs(v) >= LARGEST_GROUPED)
		return false;
	snprintf(text, NUMBER_SIZE, "%.*f", decimals, v);
	if (is_zero(text) && *text == '-')
		memmove(text, text + 1, strlen(text));
	return true;
}

void number_add_rounded(double v, int decimals, struct buffer *out)
{
	char text[NUMBER_SIZE];

	if (round_to(v, decimals, text))
		number_add_grouped(text, out);
	else
		render_double(v, out);
}

void number_add_short(double v, int decimals, struct buffer *out)
{
	char text[NUMBER_SIZE];
	size_t n;

	if (!round_to(v, decimals, text)) {
		render_double(v, out);
		return;
	}
	if (v != 0 && is_zero(text)) {
		snprintf(text, sizeof(text), "%.1e", v);
		render_double(strtod(text, NULL), out);
		return;
	}
	for (n = strlen(text); strchr(text, '.') && (text[n - 1] == '0' || text[n - 1] == '.'); n--)
		text[n - 1] = '\0';
	number_add_grouped(text, out);
}

/* Rounds at each step to what is shown, so that no 60 s or 24 h appear. */
void number_add_duration(double seconds, struct buffer *out)
{
	double magnitude = fabs(seconds), whole = round(magnitude);

	if (seconds < 0)
		buffer_add_char(out, '-');
	if (magnitude >= LARGEST_GROUPED || whole < 60) {
		number_add_short(magnitude, magnitude < 1 ? 2 : magnitude < 9.95 ? 1 : 0, out);
		buffer_add_c(out, " s");
	} else if (whole < 3600) {
		buffer_printf(out, "%.0f m %02.0f s", floor(whole / 60), fmod(whole, 60));
	} else if ((whole = round(magnitude / 60)) < 24 * 60) {
		buffer_printf(out, "%.0f h %02.0f m", floor(whole / 60), fmod(whole, 60));
	} else {
		whole = round(magnitude / 3600);
		number_add_rounded(floor(whole / 24), 0, out);
		buffer_printf(out, " d %.0f h", fmod(whole, 24));
	}
}

void number_add_decimal(int64_t v, unsigned scale, struct buffer *out)
{
	uint64_t magnitude = v < 0 ? 0 - (uint64_t)v : (uint64_t)v, unit = 1;

	for (unsigned i = 0; i < scale; i++)
		unit *= 10;
	buffer_printf(out, "%s%" PRIu64, v < 0 ? "-" : "", magnitude / unit);
	if (scale)
		buffer_printf(out, ".%0*" PRIu64, (int)scale, magnitude % unit);
}
