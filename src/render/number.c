#include "render/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"

enum { LOWEST_PLAIN = -5, HIGHEST_PLAIN = 15, NUMBER_SIZE = 64 };
static const double LARGEST_GROUPED = 1e15;

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
		digits_add_double(v, out);
}

void number_add_short(double v, int decimals, struct buffer *out)
{
	char text[NUMBER_SIZE];
	size_t n;

	if (!round_to(v, decimals, text)) {
		digits_add_double(v, out);
		return;
	}
	if (v != 0 && is_zero(text)) {
		snprintf(text, sizeof(text), "%.1e", v);
		digits_add_double(strtod(text, NULL), out);
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
