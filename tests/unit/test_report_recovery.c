/* Recovery of made-up customers whose scores have nothing to do with what happened to them. */
#include "api_session.h"

#include <unistd.h>

/* Of 100 true hypotheses tested at 5 % more than 11 are rejected once in 200 times. */
enum { CUSTOMERS = 300, SEEDS = 100, ALARMS_MAX = 11 };

static uint64_t state;

static unsigned below(unsigned n)
{
	state += 0x9e3779b97f4a7c15u;
	uint64_t x = state;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return (unsigned)((x ^ x >> 31) % n);
}

/* Failures, made good or not, and four answers of each customer, which are pure noise. */
static void write_noise(FILE *out, uint64_t seed)
{
	state = seed;
	fputs("customer,time,failure,recovered,recommend\n", out);
	for (unsigned c = 0; c < CUSTOMERS; c++) {
		if (below(3))
			fprintf(out, "c%u,2024-%02u-%02uT10:00,yes,%s,\n", c, 1 + below(12), 1 + below(28),
				below(3) ? "yes" : "no");
		for (unsigned answer = 0; answer < 4; answer++)
			fprintf(out, "c%u,2024-%02u-%02uT12:00,,,%u\n", c, 1 + below(12), 1 + below(28), below(11));
	}
}

static void load_noise(struct heard *h, uint64_t seed)
{
	char path[] = "/tmp/cxq_test_XXXXXX.csv", load[64];
	int fd = mkstemps(path, 4);
	FILE *out = fdopen(fd, "w");

	assert_non_null(out);
	write_noise(out, seed);
	fclose(out);
	snprintf(load, sizeof(load), "load \"%s\" as noise", path);
	assert_int_equal(heard_run(h, "test", load, 0), 0);
	unlink(path);
}

/* The value in COLUMN (from 0) of the one row of the answer. */
static double value(const struct heard *h, size_t column)
{
	const char *at = strchr(h->answers, '\n');

	assert_non_null(at);
	for (at++; column > 0; column--)
		at = strchr(at, ',') + 1;
	return *at == ',' || *at == '\n' ? 1 : strtod(at, NULL);
}

enum { COLUMN_FAILURES = 0, COLUMN_P = 8 };

static unsigned count_alarms(struct heard *h, const char *statement)
{
	unsigned alarms = 0;

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		load_noise(h, seed * 7919);
		assert_int_equal(heard_run(h, "test", statement, 0), 0);
		assert_true(value(h, COLUMN_FAILURES) > 50);
		alarms += value(h, COLUMN_P) < 0.05;
	}
	return alarms;
}

static void noise_shows_no_paradox(void **test_state)
{
	assert_in_range(count_alarms(*test_state, "recovery"), 0, ALARMS_MAX);
}

/* Whoever counts the answers that made the steps finds a "paradox" in any noise. */
static void noise_shows_none_when_the_steps_test_the_score(void **test_state)
{
	assert_in_range(count_alarms(*test_state, "recovery (recommend <= 6) -> (recommend >= 9) within 90 days"), 0,
			ALARMS_MAX);
}

static void no_facts_is_told(void **test_state)
{
	struct heard *h = *test_state;
	char path[] = "/tmp/cxq_test_XXXXXX.csv", load[64];
	int fd = mkstemps(path, 4);
	FILE *out = fdopen(fd, "w");

	fputs("customer,time,recommend\na,2024-01-01,9\na,2024-01-05,3\nb,2024-02-01,7\n", out);
	fclose(out);
	snprintf(load, sizeof(load), "load \"%s\" as plain", path);
	assert_int_equal(heard_run(h, "test", load, 0), 0);
	unlink(path);
	assert_int_equal(heard_run(h, "test", "recovery", 0), 2);
	assert_contains(h->errors, "no column tells what failed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(noise_shows_no_paradox),
		cmocka_unit_test(noise_shows_none_when_the_steps_test_the_score),
		cmocka_unit_test(no_facts_is_told),
	};

	return cmocka_run_group_tests(tests, heard_open, heard_close);
}
