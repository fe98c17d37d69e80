/* numbers.c - fuzz target: lines of text as numbers.  What is taken for one is the nearest double, as the C library
 * has it; a decimal is exact. */
#include "table.h"

#include "ingest/value.h"

static void check_line(struct text line, locale_t c_locale)
{
	char *copy = malloc(line.n + 1), spelt[64];
	struct text t = { copy + 1, line.n };
	struct decimal d;
	double number, wanted;

	memcpy(copy + 1, line.at, line.n);
	if (scan_number(t, '.', c_locale, &number)) {
		char *terminated = strndup(t.at, t.n), *end;

		wanted = strtod(terminated, &end);
		HOLDS(*end == '\0' && memcmp(&wanted, &number, sizeof(number)) == 0 && isfinite(number));
		free(terminated);
		if (scan_decimal(t, '.', &d)) {
			HOLDS(d.places <= PLACES_MAX && d.digits <= DIGITS_MAX);
			snprintf(spelt, sizeof(spelt), "%lldE-%u", (long long)d.mantissa, d.places);
			HOLDS(strtod(spelt, NULL) == wanted);
		}
	} else {
		HOLDS(!scan_decimal(t, '.', &d));
	}
	HOLDS(scan_yesno(t) < 0 || !is_missing_word(t));
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static locale_t c_locale;
	struct text rest = { (const char *)bytes, n };

	if (!c_locale)
		c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	while (rest.n) {
		const char *end = memchr(rest.at, '\n', rest.n);
		struct text line = { rest.at, end ? (size_t)(end - rest.at) : rest.n };

		check_line(line, c_locale);
		rest = text_from(rest, line.n + (end != NULL));
	}
	return 0;
}
