/* sample_random.c - chance that is the same everywhere: splitmix64 (Steele, Lea and Flood 2014) and integer tables. */
#include "ingest/sample.h"

static uint32_t next(struct random *r)
{
	uint64_t z;

	r->state += 0x9E3779B97F4A7C15u;
	z = r->state;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ (z >> 31)) >> 32);
}

int random_below(struct random *r, int n)
{
	return (int)((uint64_t)next(r) * (uint64_t)n >> 32);
}

bool random_chance(struct random *r, int per_mille)
{
	return random_below(r, 1000) < per_mille;
}

int random_pick(struct random *r, const struct choice *choices)
{
	int sum = 0, ticket;

	for (const struct choice *c = choices; c->weight; c++)
		sum += c->weight;
	ticket = random_below(r, sum);
	while (ticket >= choices->weight)
		ticket -= choices++->weight;
	return choices->value;
}

/* Four uniform numbers added up have nearly a normal form (Irwin-Hall); 1.732 brings their spread to 1. */
int random_noise(struct random *r, int sd)
{
	int sum = 0;

	for (int i = 0; i < 4; i++)
		sum += random_below(r, 1001);
	return sample_scale(sample_scale(sum - 2000, 1732, 1000), sd, 1000);
}

/* Quantiles of a lognormal distribution whose logarithm has standard deviation .7, with 6 % of jitter. */
int random_skewed(struct random *r)
{
	static const struct choice quantiles[] = {
		{ 31, 30 },   { 43, 70 },   { 55, 100 }, { 67, 100 }, { 77, 100 }, { 87, 100 }, { 100, 100 },
		{ 115, 100 }, { 131, 100 }, { 155, 70 }, { 185, 70 }, { 245, 50 }, { 380, 20 }, { 0, 0 },
	};
	int quantile = random_pick(r, quantiles);

	return sample_scale(quantile, 94 + random_below(r, 13), 100);
}

void random_shuffle(struct random *r, int *values, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int j = random_below(r, i + 1);
		int value = values[i];

		values[i] = values[j];
		values[j] = value;
	}
}

int sample_scale(int value, int numerator, int denominator)
{
	int64_t product = (int64_t)value * numerator;
	int64_t quotient = product / denominator;

	return (int)(quotient - (product % denominator < 0));
}
