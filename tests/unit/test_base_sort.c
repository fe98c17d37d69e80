#include <math.h>
#include <stdbool.h>

#include "base/sort.h"
#include "unit/suite.h"

enum { MANY = 5000 };

struct numbered {
	double value;
	size_t number;
};

/* Whole and broken numbers of both signs, many of them equal. */
static double number(size_t i)
{
	uint64_t x = (i + 1) * 0x9e3779b97f4a7c15u >> 32;

	switch (x % 5) {
	case 0:
		return (double)(x % 90);
	case 1:
		return -(double)(x % 1000) / 8;
	case 2:
		return x % 2 ? 0.0 : -0.0;
	case 3:
		return x % 97 ? ldexp((double)x, (int)(x % 600) - 300) : INFINITY;
	default:
		return x % 97 ? -ldexp((double)x, (int)(x % 600) - 300) : -INFINITY;
	}
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void records_are_ordered_by_their_number_and_stay_whole(void **state)
{
	static struct numbered sorted[MANY];
	static double expected[MANY];

	(void)state;
	for (size_t n = 2; n <= MANY; n += 1666) { /* few and many */
		static bool seen[MANY];

		memset(seen, 0, sizeof(seen));
		for (size_t i = 0; i < n; i++) {
			sorted[i] = (struct numbered){ number(i), i };
			expected[i] = number(i);
		}
		sort_by_number(sorted, n, sizeof(*sorted));
		qsort(expected, n, sizeof(*expected), by_value);
		for (size_t i = 0; i < n; i++) {
			assert_true(sorted[i].value == expected[i]);
			assert_true(sorted[i].value == number(sorted[i].number));
			assert_false(seen[sorted[i].number]);
			seen[sorted[i].number] = true;
		}
	}
}

static void numbers_alone_come_into_the_same_order(void **state)
{
	static double sorted[MANY];

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		sorted[i] = number(i);
	sort_by_number(sorted, MANY, sizeof(*sorted));
	for (size_t i = 1; i < MANY; i++)
		assert_true(sorted[i - 1] <= sorted[i]);
	sort_by_number(sorted, 0, sizeof(*sorted));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_ordered_by_their_number_and_stay_whole),
		cmocka_unit_test(numbers_alone_come_into_the_same_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
