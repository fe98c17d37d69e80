/* test_compare.c - comparisons keep their promise: false alarms are as rare as they say, both ways to ask agree. */
#include "stats/stats.h"
#include "unit/suite.h"

#include <math.h>
#include <unistd.h>

#include "ingest/ingest.h"
#include "unit/api_session.h"

enum { SEEDS = 300, SHIPPED = 20250866 };

static char *write_file(const char *bytes, size_t n)
{
	static char path[64];
	int fd;

	strcpy(path, "/tmp/cxq_test_XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	close(fd);
	return path;
}

static void load_text(struct heard *h, const char *bytes, size_t n)
{
	char *path = write_file(bytes, n);

	assert_int_equal(cxq_load(h->session, path, heard_answer, h), CXQ_OK);
	unlink(path);
}

/* Field FIELD (from 0) of the answer's line ROW (0: the header). */
static const char *field(const struct heard *h, size_t row, size_t number)
{
	static char value[256];
	const char *at = h->answers;
	size_t n;

	while (row--)
		at = strchr(at, '\n') + 1;
	while (number--)
		at = strchr(at, ',') + 1;
	n = strcspn(at, ",\n");
	assert_true(n < sizeof(value));
	memcpy(value, at, n);
	value[n] = '\0';
	return value;
}

static void ask(struct heard *h, const char *text)
{
	if (heard_run(h, "test", text, 0) != CXQ_OK)
		fail_msg("%s: %s", text, h->errors);
}

static size_t column_of(const struct heard *h, const char *name)
{
	for (size_t i = 0; i < 32; i++)
		if (strcmp(field(h, 0, i), name) == 0)
			return i;
	fail_msg("no column %s in:\n%s", name, h->answers);
	return 0;
}

static double number(const struct heard *h, size_t row, const char *name)
{
	const char *value = field(h, row, column_of(h, name));

	return *value ? strtod(value, NULL) : NAN;
}

/* Where there is no difference, about 5 % of all worlds show one. */
static void north_and_south_differ_as_rarely_as_they_should(void **state)
{
	struct heard *h = *state;
	size_t significant = 0;

	for (uint64_t seed = SHIPPED; seed < SHIPPED + SEEDS; seed++) {
		struct buffer csv = { 0 };

		assert_true(sample_csv(seed, &csv));
		load_text(h, buffer_text(&csv).at, buffer_text(&csv).n);
		buffer_free(&csv);
		ask(h, "compare nps for region = north vs region = south");
		significant += number(h, 1, "p") < 0.05;
	}
	if (significant < SEEDS * 3 / 100 || significant > SEEDS * 8 / 100)
		fail_msg("%zu of %d", significant, SEEDS);
}

static const char *const metrics = "nps, csat, avg(recommend), nps - csat, median(wait_s), 10 * share(csat >= 4), -2 * "
				   "nps, contacts, stdev(recommend), "
				   "customers, interactions_per_customer, sum(revenue) / count(revenue), cx_index";

/* Phone against all others is phone against not phone, number by number. */
static void assert_both_ways_agree(struct heard *h, const char *clauses)
{
	static const char *const columns[] = { "value_a",  "value_b",	"n_a",	     "n_b", "diff",
					       "diff_low", "diff_high", "statistic", "p",   "effect" };
	struct heard by = { .session = h->session };
	char text[1024];
	size_t row = 1;

	snprintf(text, sizeof(text), "compare %s by channel %s", metrics, clauses);
	ask(&by, text);
	while (strcmp(field(&by, row, 0), "phone") != 0)
		row++;
	snprintf(text, sizeof(text), "compare %s for channel = phone vs not channel = phone %s", metrics, clauses);
	ask(h, text);
	for (size_t i = 1; i <= 13; i++, row++)
		for (size_t c = 0; c < sizeof(columns) / sizeof(*columns); c++) {
			double a = number(h, i, columns[c]), b = number(&by, row, columns[c]);

			if (!(isnan(a) && isnan(b)) && !(fabs(a - b) <= 1e-9 * fmax(1, fabs(a))))
				fail_msg("%s %s%s: %.17g, %.17g", field(h, i, column_of(h, "metric")), columns[c],
					 clauses, a, b);
		}
	free(by.answers);
	free(by.errors);
}

static void a_group_against_the_others_is_a_segment_against_the_rest(void **state)
{
	struct heard *h = *state;

	ask(h, "load sample");
	assert_both_ways_agree(h, "");
	assert_both_ways_agree(h, "where type = help during 2025");
	ask(h, "set unit = case");
	assert_both_ways_agree(h, "");
	ask(h, "set unit = row");
	assert_both_ways_agree(h, "");
	ask(h, "set unit = customer");
	assert_both_ways_agree(h, "per customer");
}

/* 12 customers with two equal answers each are 12 voices. */
static void customers_that_answer_twice_are_one_voice(void **state)
{
	struct heard *h = *state;
	char csv[4096] = "customer,time,region,recommend\n", *at = csv + strlen(csv);
	double once, twice;

	for (int i = 0; i < 24; i++)
		at += sprintf(at, "c%d,2025-01-%02d,%s,%d\n", i / 2, i + 1, i < 12 ? "a" : "b",
			      "0779999079999"[i / 2] - '0');
	load_text(h, csv, strlen(csv));
	ask(h, "compare avg(recommend) for region = a vs region = b");
	twice = number(h, 1, "statistic");
	ask(h, "set unit = row");
	ask(h, "compare avg(recommend) for region = a vs region = b");
	once = number(h, 1, "statistic");
	assert_true(fabs(once / twice - sqrt(2)) < 1e-12);
	ask(h, "set unit = customer");
}

enum { PEOPLE = 400, FOLDS = 50 };

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* As the jackknife deals customers to its groups. */
static unsigned fold_of(uint64_t customer)
{
	uint64_t x = (customer + 1) * 0x9e3779b97f4a7c15u;

	x ^= x >> 29;
	return (unsigned)((x * 0xbf58476d1ce4e5b9u >> 32) % FOLDS);
}

/* The sorted values of REGION. */
static size_t side_of(const double *values, size_t region, double *sorted)
{
	size_t n = 0;

	for (size_t i = region; i < PEOPLE; i += 2)
		sorted[n++] = values[i];
	qsort(sorted, n, sizeof(*sorted), ascending);
	return n;
}

static double type_7(const double *sorted, size_t n, double p)
{
	double place = p * (double)(n - 1);
	size_t low = (size_t)place;

	return sorted[low] + (place - (double)low) * (sorted[low + 1] - sorted[low]);
}

/* The jackknife variance of the share up to the quantile Q, over that of independent answers. */
static double effect_of(const double *values, size_t region, double q, double n)
{
	double below[FOLDS] = { 0 }, all[FOLDS] = { 0 }, sum = 0, mean = 0, spread = 0;

	for (size_t i = region; i < PEOPLE; i += 2) {
		all[fold_of(i)]++;
		below[fold_of(i)] += values[i] <= q;
		sum += values[i] <= q;
	}
	for (unsigned f = 0; f < FOLDS; f++)
		mean += (sum - below[f]) / (n - all[f]) / FOLDS;
	for (unsigned f = 0; f < FOLDS; f++)
		spread += pow((sum - below[f]) / (n - all[f]) - mean, 2);
	return fmax(1, spread * (FOLDS - 1) / FOLDS / (sum / n * (1 - sum / n) / n));
}

static void percentiles_are_compared_by_their_intervals(void **state)
{
	struct heard *h = *state;
	char *csv = malloc(PEOPLE * 64), *at = csv + sprintf(csv, "customer,time,region,x\n");
	double values[PEOPLE], sorted[PEOPLE], q[2], low[2], high[2];

	for (size_t i = 0; i < PEOPLE; i++) {
		values[i] = (double)(i * 7919 % 1009) + (i % 2 ? 200 : 0);
		at += sprintf(at, "c%03zu,2025-01-01,%s,%g\n", i, i % 2 ? "b" : "a", values[i]);
	}
	load_text(h, csv, strlen(csv));
	free(csv);
	for (size_t region = 0; region < 2; region++) {
		size_t n = side_of(values, region, sorted);
		double effect = effect_of(values, region, q[region] = type_7(sorted, n, 0.9), (double)n);
		struct interval ranks = stats_quantile_ranks((double)n / effect, 0.9, 0.95);

		low[region] = sorted[(size_t)floor(ranks.low * effect + 1e-9) - 1];
		high[region] = sorted[(size_t)ceil(ranks.high * effect - 1e-9) - 1];
	}
	ask(h, "compare percentile(x, 90) as p90 for region = a vs region = b");
	assert_true(fabs(number(h, 1, "diff") - (q[0] - q[1])) < 1e-9);
	assert_true(fabs(number(h, 1, "diff_low") - (q[0] - q[1] - hypot(q[0] - low[0], high[1] - q[1]))) < 1e-9);
	assert_true(fabs(number(h, 1, "diff_high") - (q[0] - q[1] + hypot(high[0] - q[0], q[1] - low[1]))) < 1e-9);
}

static void scripts_find_the_columns_they_know(void **state)
{
	struct heard *h = *state;

	ask(h, "load sample");
	ask(h, "compare nps, csat for region = north vs region = south by stage, channel");
	assert_memory_equal(h->answers,
			    "stage,channel,metric,a,b,value_a,value_b,n_a,n_b,diff,diff_low,diff_high,statistic,p,"
			    "p_adjusted,effect,test\n",
			    108);
	ask(h, "compare nps by region");
	assert_memory_equal(h->answers, "region,metric,a,b,value_a,", 26);
	assert_int_equal(heard_run(h, "test", "compare nps for region = north vs channel = phone", 0), CXQ_BAD_INPUT);
	assert_int_equal(h->n_answers, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(north_and_south_differ_as_rarely_as_they_should, heard_open,
						heard_close),
		cmocka_unit_test_setup_teardown(a_group_against_the_others_is_a_segment_against_the_rest, heard_open,
						heard_close),
		cmocka_unit_test_setup_teardown(customers_that_answer_twice_are_one_voice, heard_open, heard_close),
		cmocka_unit_test_setup_teardown(scripts_find_the_columns_they_know, heard_open, heard_close),
		cmocka_unit_test_setup_teardown(percentiles_are_compared_by_their_intervals, heard_open, heard_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
