#include "suite.h"

#include <locale.h>
#include <math.h>

#include "ingest/value.h"

static locale_t c_locale;

static bool scan(const char *text, double *value)
{
	return scan_number(text_of(text), '.', c_locale, value);
}

/* Numbers that we make text: those past the range of a double, whole ones of more than 18 digits without an exponent,
 * and what is longer than any number that somebody wrote. */
static bool is_text_here(const char *text, double value)
{
	size_t sign = *text == '-' || *text == '+';
	size_t digits = strspn(text + sign, "0123456789");

	return !isfinite(value) || (digits > 18 && !strpbrk(text, ".eE")) || strlen(text) > 127;
}

/* By its rule no number, though it is one: with an exponent it is read as one. */
static void assert_read_with_exponent(const char *text, double wanted)
{
	char longer[256];
	double got;

	if (!isfinite(wanted) || strlen(text) > 120)
		return;
	snprintf(longer, sizeof(longer), "%se0", text);
	assert_true(scan(longer, &got));
	assert_memory_equal(&got, &wanted, sizeof(got));
}

static void assert_decimal(const char *text, double wanted)
{
	struct decimal d;
	char spelt[64];
	double got;

	if (!scan_decimal(text_of(text), '.', &d))
		return;
	snprintf(spelt, sizeof(spelt), "%lldE-%u", (long long)d.mantissa, d.places);
	got = strtod(spelt, NULL);
	if (got != wanted)
		fail_msg("%s is %s", text, spelt);
}

static void assert_line(const char *line)
{
	uint64_t bits = strtoull(line + 14, NULL, 16);
	const char *text = line + 31;
	double wanted, got;

	memcpy(&wanted, &bits, sizeof(wanted));
	assert_decimal(text, wanted);
	if (is_text_here(text, wanted)) {
		assert_false(scan(text, &got));
		assert_read_with_exponent(text, wanted);
		return;
	}
	if (!scan(text, &got))
		fail_msg("%s is not read", text);
	if (memcmp(&got, &wanted, sizeof(got)) != 0)
		fail_msg("%s is read as %.17g, not %.17g", text, got, wanted);
}

static void the_public_suite_is_read_bit_by_bit(void **state)
{
	static const char *const files[] = { "exhaustive-float16", "freetype-2-7",    "google-wuffs",
					     "lemire-fast-float",  "more-test-cases", "tencent-rapidjson" };
	char path[128], *line = NULL;
	size_t capacity = 0, n = 0;

	(void)state;
	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		FILE *file;

		snprintf(path, sizeof(path), SUITES "parse-number-fxx/data/%s.txt", files[i]);
		file = suite_open(path);
		for (; suite_line(file, &line, &capacity); n++)
			assert_line(line);
		fclose(file);
	}
	assert_int_equal(n, 52977);
	free(line);
	freelocale(c_locale);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_public_suite_is_read_bit_by_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
