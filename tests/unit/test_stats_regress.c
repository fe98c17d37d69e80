/* test_stats_regress.c - fits and the importance of predictors give the published numbers. */
#include "unit/test_stats_close.h"

#include "stats/correlate.h"
#include "stats/regress.h"
#include "unit/test_stats_data.h"
#include "unit/test_stats_tables.h"

/* K of WIDTH columns of each row, with equal weights unless WEIGHTS are given. */
static struct stats_moments moments_of(struct arena *a, const double *rows, size_t n, size_t width, size_t k,
				       const double *weights)
{
	struct stats_moments m = stats_moments_new(a, k);

	for (size_t i = 0; i < n; i++)
		assert_true(stats_moments_add(&m, rows + i * width, weights ? weights[i] : 1));
	return m;
}

/* W-R01: NIST Norris. */
static void norris(void **state)
{
	struct stats_moments m = stats_moments_new(*state, 2);
	struct stats_fit fit;

	for (size_t i = 0; i < 36; i++)
		stats_moments_add(&m, (const double[]){ norris_y[i], norris_x[i] }, 1);
	fit = stats_fit(*state, &m, m.n, 0.95);
	assert_int_equal(fit.status, STATS_FIT_OK);
	assert_close(fit.intercept.b, -0.262323073774029, 1e-11);
	assert_close(fit.intercept.standard_error, 0.232818234301152, 1e-10);
	assert_close(fit.predictors[0].b, 1.00211681802045, 1e-13);
	assert_close(fit.predictors[0].standard_error, 0.000429796848199937, 1e-13);
	assert_close(fit.r_squared, 0.999993745883712, 1e-14);
	assert_close(fit.f, 5436385.54079785, 1e-2);
	assert_close(fit.df, 34, 0);
	assert_close(fit.residual_deviation, 0.884796396144373, 1e-9);
	assert_close(fit.predictors[0].vif, 1, 0);
}

/* Certified values of NIST's Longley, where the predictors are very nearly collinear. */
static void longley_is_hard(void **state)
{
	static const double b[] = { 15.0618722713733,  -0.0358191792925910, -2.02022980381683,
				    -1.03322686717359, -0.0511041056535807, 1829.15146461355 };
	static const double error[] = { 84.9149257747669,  0.0334910077722432, 0.488399681651699,
					0.214274163161675, 0.226073200069370,  455.478499142212 };
	struct stats_moments m = moments_of(*state, longley[0], 16, 7, 7, NULL);
	struct stats_fit fit = stats_fit(*state, &m, m.n, 0.95);

	assert_int_equal(fit.status, STATS_FIT_OK);
	for (size_t i = 0; i < 6; i++) {
		assert_close(fit.predictors[i].b / b[i], 1, 1e-8);
		assert_close(fit.predictors[i].standard_error / error[i], 1, 1e-8);
	}
	assert_close(fit.intercept.b / -3482258.63459582, 1, 1e-8);
	assert_close(fit.intercept.standard_error / 890420.383607373, 1, 1e-8);
	assert_close(fit.r_squared, 0.995479004577296, 1e-12);
	assert_close(fit.f, 330.285339234588, 1e-6);
	assert_close(fit.residual_deviation, 304.854073561965, 1e-6);
	assert_true(fit.predictors[1].vif > 1700);
}

/* W-R11; the scale of the weights does not matter. */
static void weighted_fit(void **state)
{
	static const double rows[6][2] = { { 10, 1 }, { 22, 2 }, { 11, 3 }, { 13, 4 }, { 13, 5 }, { 16, 6 } };
	static const double w[] = { 1, 0.1, 1, 1, 0.5, 1 }, w_20[] = { 20, 2, 20, 20, 10, 20 };
	struct stats_moments m = moments_of(*state, rows[0], 6, 2, 2, w);
	struct stats_fit fit = stats_fit(*state, &m, m.n, 0.95), same;

	assert_close(fit.intercept.b, 9.00, 0.005);
	assert_close(fit.intercept.standard_error, 2.03, 0.005);
	assert_close(fit.intercept.t, 4.42, 0.005);
	assert_close(fit.intercept.p, 0.01, 0.005);
	assert_close(fit.predictors[0].b, 1.04, 0.005);
	assert_close(fit.predictors[0].standard_error, 0.50, 0.005);
	assert_close(fit.predictors[0].t, 2.06, 0.005);
	assert_close(fit.predictors[0].p, 0.11, 0.005);
	assert_close(fit.r_squared, 0.51, 0.005);
	m = moments_of(*state, rows[0], 6, 2, 2, w_20);
	same = stats_fit(*state, &m, m.n, 0.95);
	assert_close(same.predictors[0].standard_error, fit.predictors[0].standard_error, 1e-14);
	assert_close(same.residual_deviation, fit.residual_deviation, 1e-13);
}

/* One predictor: beta is r, and the tests are those of the correlation. */
static void one_predictor_is_a_correlation(void **state)
{
	struct stats_moments m = moments_of(*state, swiss[0], 47, 6, 2, NULL);
	struct stats_fit fit = stats_fit(*state, &m, m.n, 0.95);
	struct stats_correlation c = stats_pearson_test(stats_moments_r(&m, 0, 1), m.n, 0.95);

	assert_close(fit.predictors[0].beta, c.r, 1e-15);
	assert_close(fit.predictors[0].r, c.r, 1e-15);
	assert_close(fit.predictors[0].t, c.statistic, 1e-12);
	assert_close(fit.predictors[0].p, c.p, 1e-14);
	assert_close(fit.p, c.p, 1e-14);
	assert_close(fit.adjusted_r_squared, 1 - (1 - c.r * c.r) * 46 / 45, 1e-14);
}

/* The squared correlations of W-R03. */
static void correlations_of_moments(void **state)
{
	static const double square[] = { 0.124664909906, 0.417164470501, 0.440615646724, 0.215003501619,
					 0.173518927325 };
	struct stats_moments m = moments_of(*state, swiss[0], 47, 6, 6, NULL);

	for (size_t i = 0; i < 5; i++) {
		double r = stats_moments_r(&m, 0, i + 1);

		assert_close(r * r, square[i], 1e-12);
	}
}

/* W-R03 */
static void shapley_of_swiss(void **state)
{
	static const double lmg[] = { 0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735,
				      0.1127659229265 };
	static const double share[] = { 0.0807816517357, 0.2422025632160, 0.3680795178364, 0.1493772773891,
					0.1595589898228 };
	struct stats_moments m = moments_of(*state, swiss[0], 47, 6, 6, NULL);
	double weights[5], sum = 0;

	assert_int_equal(stats_shapley(*state, &m, weights, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 5; i++) {
		assert_close(weights[i], lmg[i], 1e-12);
		sum += weights[i];
	}
	assert_close(sum, stats_fit(*state, &m, m.n, 0.95).r_squared, 1e-13);
	for (size_t i = 0; i < 5; i++)
		assert_close(weights[i] / sum, share[i], 1e-12);
}

/* W-R05: weights 1 + (i mod 3), i from 1. */
static void shapley_with_weights(void **state)
{
	static const double lmg[] = { 0.0518208063017, 0.1549452302086, 0.2559770835712, 0.1019573530969,
				      0.1296324182449 };
	double weights[5], rows[47];
	struct stats_moments m;

	for (size_t i = 0; i < 47; i++)
		rows[i] = (double)(1 + (i + 1) % 3);
	m = moments_of(*state, swiss[0], 47, 6, 6, rows);
	assert_int_equal(stats_shapley(*state, &m, weights, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 5; i++)
		assert_close(weights[i], lmg[i], 1e-12);
	assert_close(stats_fit(*state, &m, m.n, 0.95).r_squared, 0.694332891423, 1e-12);
}

/* W-R07 */
static void importance_of_cars(void **state)
{
	static const double johnson[] = { 0.228479725928, 0.222146870540, 0.232174439299, 0.096388603215 };
	static const double percent[] = { 29.322736660925, 28.509987739305, 29.796910493120, 12.370365106650 };
	static const double lmg[] = { 0.2470520332352, 0.2434995947956, 0.2109128995443, 0.0777251114079 };
	struct stats_moments m = moments_of(*state, cars[0], 32, 6, 5, NULL);
	struct stats_fit fit = stats_fit(*state, &m, m.n, 0.95);
	double weights[4];

	assert_close(fit.r_squared, 0.779189638983, 1e-12);
	assert_int_equal(stats_relative_weights(*state, &m, weights, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 4; i++) {
		assert_close(weights[i], johnson[i], 1e-12);
		assert_close(100 * weights[i] / fit.r_squared, percent[i], 1e-9);
	}
	assert_int_equal(stats_shapley(*state, &m, weights, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 4; i++)
		assert_close(weights[i], lmg[i], 1e-12);
}

/* W-R09: predictors that have nothing to do with each other. */
static void importance_of_uncorrelated_predictors(void **state)
{
	static const double expected[] = { 0.25, 0.09, 0.01 };
	struct stats_moments m = stats_moments_new(*state, 4);
	double johnson[3], shapley[3];

	m.n = m.weight = 100;
	for (size_t i = 0; i < 4; i++)
		m.products[i * 4 + i] = 1;
	for (size_t i = 1; i < 4; i++)
		m.products[i] = m.products[i * 4] = sqrt(expected[i - 1]);
	assert_int_equal(stats_relative_weights(*state, &m, johnson, NULL), STATS_FIT_OK);
	assert_int_equal(stats_shapley(*state, &m, shapley, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 3; i++) {
		assert_close(johnson[i], expected[i], 1e-15);
		assert_close(shapley[i], expected[i], 1e-15);
	}
}

/* Metrics 1.12: with two predictors Johnson's weights are Shapley's. */
static void of_two_predictors_both_say_the_same(void **state)
{
	struct stats_moments m = moments_of(*state, cars[0], 32, 6, 3, NULL);
	double johnson[2], shapley[2];

	stats_relative_weights(*state, &m, johnson, NULL);
	stats_shapley(*state, &m, shapley, NULL);
	for (size_t i = 0; i < 2; i++)
		assert_close(johnson[i], shapley[i], 1e-13);
}

static void parts_of_the_data_can_be_merged(void **state)
{
	struct stats_moments whole = moments_of(*state, swiss[0], 47, 6, 6, NULL);
	struct stats_moments first = moments_of(*state, swiss[0], 20, 6, 6, NULL);
	struct stats_moments rest = moments_of(*state, swiss[20], 27, 6, 6, NULL);
	struct stats_moments none = stats_moments_new(*state, 6);

	stats_moments_merge(&first, &rest);
	stats_moments_merge(&first, &none);
	stats_moments_merge(&none, &first);
	assert_close(none.n, 47, 0);
	assert_close(none.weight_squares, 47, 0);
	for (size_t i = 0; i < 36; i++)
		assert_close(none.products[i] / whole.products[i], 1, 1e-13);
}

static void rows_that_are_not_complete_do_not_count(void **state)
{
	struct stats_moments m = stats_moments_new(*state, 3);

	assert_true(stats_moments_add(&m, (const double[]){ 1, 2, 3 }, 1));
	assert_false(stats_moments_add(&m, (const double[]){ 1, NAN, 3 }, 1));
	assert_false(stats_moments_add(&m, (const double[]){ 1, 2, 3 }, 0));
	assert_false(stats_moments_add(&m, (const double[]){ 1, 2, 3 }, NAN));
	assert_close(m.n, 1, 0);
	assert_close(m.mean[2], 3, 0);
}

/* Fewer effective answers widen every interval, and change no coefficient. */
static void a_design_effect_weakens_a_fit(void **state)
{
	struct stats_moments m = moments_of(*state, swiss[0], 47, 6, 6, NULL);
	struct stats_fit plain = stats_fit(*state, &m, 47, 0.95), less = stats_fit(*state, &m, 47 / 1.72, 0.95);

	assert_close(less.predictors[2].b, plain.predictors[2].b, 0);
	assert_close(less.predictors[2].standard_error, plain.predictors[2].standard_error * sqrt(41 / (47 / 1.72 - 6)),
		     1e-14);
	assert_true(less.predictors[2].p > plain.predictors[2].p);
}

static enum stats_fit_status status_of(struct arena *a, const struct stats_moments *m, size_t *culprit)
{
	struct stats_fit fit = stats_fit(a, m, m->n, 0.95);
	double weights[20];

	*culprit = fit.culprit;
	assert_int_equal(stats_relative_weights(a, m, weights, culprit), fit.status);
	assert_int_equal(stats_shapley(a, m, weights, culprit), fit.status);
	assert_int_equal(*culprit, fit.culprit);
	assert_true(isnan(fit.r_squared) && !fit.predictors && isnan(weights[0]));
	return fit.status;
}

static void predictors_that_cannot_be_told_apart(void **state)
{
	struct stats_moments twins = stats_moments_new(*state, 4), made = stats_moments_new(*state, 4);
	size_t culprit;

	for (size_t i = 0; i < 47; i++) {
		const double *r = swiss[i];

		stats_moments_add(&twins, (const double[]){ r[0], r[1], r[2], 100 - 0.5 * r[1] }, 1);
		stats_moments_add(&made, (const double[]){ r[0], r[1], r[2], r[1] + r[2] }, 1);
	}
	assert_int_equal(status_of(*state, &twins, &culprit), STATS_FIT_COLLINEAR);
	assert_int_equal(culprit, 3);
	assert_int_equal(status_of(*state, &made, &culprit), STATS_FIT_COLLINEAR);
	assert_int_equal(culprit, 3);
}

static void columns_that_do_not_vary(void **state)
{
	struct stats_moments predictor = stats_moments_new(*state, 3), outcome = stats_moments_new(*state, 3);
	size_t culprit;

	for (size_t i = 0; i < 47; i++) {
		stats_moments_add(&predictor, (const double[]){ swiss[i][0], swiss[i][1], 1.4 }, 1);
		stats_moments_add(&outcome, (const double[]){ 1.4, swiss[i][1], swiss[i][2] }, 1);
	}
	assert_int_equal(status_of(*state, &predictor, &culprit), STATS_FIT_CONSTANT);
	assert_int_equal(culprit, 2);
	assert_int_equal(status_of(*state, &outcome, &culprit), STATS_FIT_CONSTANT);
	assert_int_equal(culprit, 0);
	assert_true(isnan(stats_moments_r(&predictor, 0, 2)));
}

static void too_few_rows(void **state)
{
	struct stats_moments few = moments_of(*state, swiss[0], 6, 6, 6, NULL);
	struct stats_moments enough = moments_of(*state, swiss[0], 7, 6, 6, NULL);
	struct stats_moments none = stats_moments_new(*state, 2);
	size_t culprit;

	assert_int_equal(status_of(*state, &few, &culprit), STATS_FIT_TOO_FEW);
	assert_int_equal(status_of(*state, &none, &culprit), STATS_FIT_TOO_FEW);
	assert_int_equal(stats_fit(*state, &enough, enough.n, 0.95).status, STATS_FIT_OK);
}

static void no_predictor(void **state)
{
	struct stats_moments m = moments_of(*state, swiss[0], 47, 6, 1, NULL);
	double weights[1];

	assert_int_equal(stats_fit(*state, &m, m.n, 0.95).status, STATS_FIT_NO_PREDICTOR);
	assert_int_equal(stats_shapley(*state, &m, weights, NULL), STATS_FIT_NO_PREDICTOR);
	assert_int_equal(stats_relative_weights(*state, &m, weights, NULL), STATS_FIT_NO_PREDICTOR);
}

/* A fit without residuals has coefficients and no test. */
static void a_perfect_fit(void **state)
{
	struct stats_moments m = stats_moments_new(*state, 2);
	struct stats_fit fit;

	for (int i = 0; i < 9; i++)
		stats_moments_add(&m, (const double[]){ 3 + 2 * i, i }, 1);
	fit = stats_fit(*state, &m, m.n, 0.95);
	assert_close(fit.predictors[0].b, 2, 1e-14);
	assert_close(fit.intercept.b, 3, 1e-13);
	assert_close(fit.r_squared, 1, 0);
	assert_true(isnan(fit.predictors[0].p) && isnan(fit.p));
}

/* K columns of noise, the outcome among them. */
static struct stats_moments noise(struct arena *a, size_t k)
{
	struct stats_moments m = stats_moments_new(a, k);
	double row[20];
	unsigned seed = 3;

	for (size_t i = 0; i < 100; i++) {
		for (size_t j = 0; j < k; j++) {
			seed = seed * 1103515245 + 12345;
			row[j] = seed >> 16 & 1023;
		}
		stats_moments_add(&m, row, 1);
	}
	return m;
}

static void shapley_ends_at_fifteen_predictors(void **state)
{
	struct stats_moments fifteen = noise(*state, 16), sixteen = noise(*state, 17);
	double weights[16], sum = 0;

	assert_int_equal(stats_shapley(*state, &fifteen, weights, NULL), STATS_FIT_OK);
	for (size_t i = 0; i < 15; i++)
		sum += weights[i];
	assert_close(sum, stats_fit(*state, &fifteen, 100, 0.95).r_squared, 1e-12);
	assert_int_equal(stats_shapley(*state, &sixteen, weights, NULL), STATS_FIT_TOO_MANY);
	assert_int_equal(stats_relative_weights(*state, &sixteen, weights, NULL), STATS_FIT_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		test_with_arena(norris),
		test_with_arena(longley_is_hard),
		test_with_arena(weighted_fit),
		test_with_arena(one_predictor_is_a_correlation),
		test_with_arena(correlations_of_moments),
		test_with_arena(shapley_of_swiss),
		test_with_arena(shapley_with_weights),
		test_with_arena(importance_of_cars),
		test_with_arena(importance_of_uncorrelated_predictors),
		test_with_arena(of_two_predictors_both_say_the_same),
		test_with_arena(parts_of_the_data_can_be_merged),
		test_with_arena(rows_that_are_not_complete_do_not_count),
		test_with_arena(a_design_effect_weakens_a_fit),
		test_with_arena(predictors_that_cannot_be_told_apart),
		test_with_arena(columns_that_do_not_vary),
		test_with_arena(too_few_rows),
		test_with_arena(no_predictor),
		test_with_arena(a_perfect_fit),
		test_with_arena(shapley_ends_at_fifteen_predictors),
	};

	return cmocka_run_group_tests_name("stats regress", tests, quiet, NULL);
}
