/* Voices: several answers of one count less, in whatever order they come. */
#include "suite.h"

#include <math.h>

#include "exec/voices.h"

struct said {
	uint64_t voice;
	double answer;
};

/* By hand: the mean is 50, the voices are off by 150, -100 and -50 in all, the answers by 50 each. */
static const double expected = (150. * 150 + 100. * 100 + 50. * 50) / (6 * 50. * 50);

static double effect_of(struct voices v, const struct said *said, size_t n)
{
	for (size_t i = 0; i < n; i++)
		voices_add(&v, said[i].voice, said[i].answer, 1);
	return voices_effect(&v);
}

static void answers_of_a_voice_come_together(void **unused)
{
	const struct said said[] = { { 0, 100 }, { 0, 100 }, { 0, 100 }, { 7, 0 }, { 7, 0 }, { 8, 0 } };

	(void)unused;
	assert_true(fabs(effect_of((struct voices){ 0 }, said, 6) - expected) < 1e-12);
}

static void answers_of_a_voice_are_scattered(void **unused)
{
	const struct said said[] = { { 7, 0 }, { 0, 100 }, { 8, 0 }, { 0, 100 }, { 7, 0 }, { 0, 100 } };
	struct arena a = { 0 };

	(void)unused;
	assert_true(fabs(effect_of(voices_scattered(&a), said, 6) - expected) < 1e-12);
	arena_reset(&a);
}

static void a_voice_for_every_answer_has_no_effect(void **unused)
{
	struct arena a = { 0 };
	struct voices together = { 0 }, scattered = voices_scattered(&a);

	(void)unused;
	for (uint64_t i = 0; i < 5000; i++) {
		voices_add(&together, i, (double)(i % 11), 1);
		voices_add(&scattered, i, (double)(i % 11), 1);
	}
	assert_true(voices_effect(&together) == 1);
	assert_true(voices_effect(&scattered) == 1);
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_of_a_voice_come_together),
		cmocka_unit_test(answers_of_a_voice_are_scattered),
		cmocka_unit_test(a_voice_for_every_answer_has_no_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
