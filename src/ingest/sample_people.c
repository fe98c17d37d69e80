/* sample_people.c - the companies, their customers, and how these came to buy: awareness to onboarding. */
#include <stdio.h>

#include "ingest/sample.h"

/* The quantiles of a normal distribution for 40 companies, half of them. */
static const int normal_quantiles[COMPANIES / 2] = {
	31, 94, 157, 221, 285, 350, 417, 486, 557, 631, 709, 792, 881, 979, 1088, 1213, 1362, 1550, 1815, 2241,
};

static void shuffled_quantiles(struct random *r, int values[COMPANIES])
{
	for (int i = 0; i < COMPANIES; i++)
		values[i] = i % 2 ? -normal_quantiles[i / 2] : normal_quantiles[i / 2];
	random_shuffle(r, values, COMPANIES);
}

/* Growth follows quality, and luck. */
static void make_companies(struct sample *s)
{
	int quality[COMPANIES], luck[COMPANIES];

	shuffled_quantiles(&s->random, quality);
	shuffled_quantiles(&s->random, luck);
	for (int i = 0; i < COMPANIES; i++) {
		struct company *c = &s->companies[i];

		snprintf(c->name, sizeof c->name, "co-%02d", i + 1);
		c->quality = quality[i];
		c->growth = 50 + sample_scale(quality[i], 50, 1000) + sample_scale(luck[i], 22, 1000);
	}
}

/* Value 0 as often as counts[0] says, and so on, in random order. */
static void shuffled_counts(struct random *r, const int *counts, int values[PEOPLE])
{
	int value = 0, left = counts[0];

	for (int i = 0; i < PEOPLE; i++, left--) {
		while (left == 0)
			left = counts[++value];
		values[i] = value;
	}
	random_shuffle(r, values, PEOPLE);
}

/* February 2024 to May 2025; February from the 15th, so that every path begins inside the window. */
static int purchase_day(struct random *r)
{
	static const struct choice months[] = {
		{ 1, 14 },  { 2, 14 },	{ 3, 14 },  { 4, 14 },	{ 5, 14 },  { 6, 14 },
		{ 7, 14 },  { 8, 14 },	{ 9, 14 },  { 10, 26 }, { 11, 26 }, { 12, 14 },
		{ 13, 14 }, { 14, 14 }, { 15, 14 }, { 16, 14 }, { 0, 0 },
	};
	int month = random_pick(r, months);
	int skipped = month == 1 ? 14 : 0;

	return sample_first_day(month) + skipped + random_below(r, 28 - skipped);
}

static void make_person(struct sample *s, int i)
{
	struct person *p = &s->people[i];

	snprintf(p->id, sizeof p->id, "C%03d", i + 1);
	p->left = DAYS;
	p->bought = DAYS + 999;
	p->quality = random_noise(&s->random, 450);
	if (p->kind == OLD_CUSTOMER)
		p->bought = -random_below(&s->random, 548) - 1;
	else if (p->kind == NEW_CUSTOMER)
		p->bought = purchase_day(&s->random);
	if (p->kind != PROSPECT)
		s->owners[s->n_owners++] = p;
}

void sample_make_people(struct sample *s)
{
	static const int kinds[] = { 430, 250, 120 }, regions[] = { 224, 216, 176, 172, 12 };
	static const int segments[] = { 600, 200 }, products[] = { 320, 160, 200, 120 };
	int kind[PEOPLE], company[PEOPLE], region[PEOPLE], segment[PEOPLE], product[PEOPLE];

	make_companies(s);
	shuffled_counts(&s->random, kinds, kind);
	for (int i = 0; i < PEOPLE; i++)
		company[i] = i % COMPANIES;
	random_shuffle(&s->random, company, PEOPLE);
	shuffled_counts(&s->random, regions, region);
	shuffled_counts(&s->random, segments, segment);
	shuffled_counts(&s->random, products, product);
	for (int i = 0; i < PEOPLE; i++) {
		s->people[i] = (struct person){
			.kind = (enum kind)kind[i],
			.company = company[i],
			.region = region[i],
			.segment = segment[i],
			.product = (enum product)product[i],
		};
		make_person(s, i);
	}
}

static int earlier(int a, int b)
{
	return a < b ? a : b;
}

/* Returns the day of the first visit. */
static int become_aware(struct sample *s, struct person *p, bool buys)
{
	static const struct choice buyers[] = { { WEB, 380 }, { STORE, 400 }, { SOCIAL, 220 }, { 0, 0 } };
	static const struct choice prospects[] = { { WEB, 400 }, { STORE, 150 }, { SOCIAL, 450 }, { 0, 0 } };
	struct random *r = &s->random;
	enum channel channel = (enum channel)random_pick(r, buys ? buyers : prospects);
	int first = buys ? p->bought - 8 - random_below(r, 50) : random_below(r, 500);
	int visits = 1 + random_chance(r, 120);

	if (first < 0)
		first = 0;
	for (int i = 0; i < visits; i++) {
		struct interaction visit = sample_interaction(p, earlier(first + 2 * i, DAYS - 1),
							      sample_minute(r, channel), AWARENESS, channel, VISIT);

		sample_add(s, &visit, (struct occasion){ .invited = 120 });
	}
	return first;
}

static void consider(struct sample *s, struct person *p, int aware, int days)
{
	static const struct choice channels[] = {
		{ WEB, 330 }, { STORE, 230 }, { CHAT, 130 }, { PHONE, 310 }, { 0, 0 }
	};
	static const struct choice reasons[] = {
		{ FEATURES, 35 }, { PRICE, 25 }, { QUALITY, 20 }, { IMAGE, 20 }, { 0, 0 }
	};
	static const int effects[CHANNELS] = { [CHAT] = 150, [STORE] = 150, [PHONE] = 50 };
	struct random *r = &s->random;
	enum channel channel = (enum channel)random_pick(r, channels);
	int day = earlier(aware + 5 + random_below(r, days > 1 ? days : 1), DAYS - 1);
	struct interaction row = sample_interaction(p, day, sample_minute(r, channel), CONSIDERATION, channel,
						    channel == WEB ? VISIT : ADVICE);

	row.reason = (enum reason)random_pick(r, reasons);
	if (row.type == ADVICE)
		row.handle = sample_scale(sample_channels[channel].handle, random_skewed(r), 100);
	sample_add(s, &row, (struct occasion){ .feeling = effects[channel], .invited = 850 });
}

static void buy(struct sample *s, struct person *p)
{
	static const struct choice channels[] = { { STORE, 430 }, { WEB, 330 }, { APP, 90 }, { PHONE, 150 }, { 0, 0 } };
	static const struct choice reasons[] = { { IMAGE, 30 }, { FEATURES, 40 }, { QUALITY_PROMISE, 30 }, { 0, 0 } };
	static const int prices[] = { [ARIA] = 79900, [ARIA_MINI] = 42900, [PULSE_WATCH] = 29900, [PULSE_BAND] = 9900 };
	struct random *r = &s->random;
	enum channel channel = (enum channel)random_pick(r, channels);
	struct interaction row = sample_interaction(p, p->bought, sample_minute(r, channel), PURCHASE, channel, ORDER);

	row.reason = (enum reason)random_pick(r, reasons);
	row.revenue = prices[p->product];
	sample_add(s, &row, (struct occasion){ .feeling = 250, .invited = 850 });
}

/* Being called by the company for a good start is felt. */
static void set_up(struct sample *s, struct person *p)
{
	static const struct choice channels[] = {
		{ APP, 480 }, { STORE, 130 }, { WEB, 120 }, { PHONE, 270 }, { 0, 0 }
	};
	struct random *r = &s->random;
	enum channel channel = (enum channel)random_pick(r, channels);
	bool by_company = channel == APP && random_chance(r, 500);
	int day = earlier(p->bought + 1 + random_below(r, 9), DAYS - 1);
	struct interaction row = sample_interaction(p, day, sample_minute(r, channel), ONBOARDING, channel, SETUP);

	row.by_company = by_company;
	sample_add(s, &row, (struct occasion){ .feeling = by_company ? 250 : 100, .invited = 850 });
}

void sample_first_steps(struct sample *s)
{
	for (int i = 0; i < PEOPLE; i++) {
		struct person *p = &s->people[i];
		bool buys = p->kind == NEW_CUSTOMER;
		int aware;

		if (p->kind == OLD_CUSTOMER)
			continue;
		aware = become_aware(s, p, buys);
		if (random_chance(&s->random, buys ? 920 : 560))
			consider(s, p, aware, buys ? p->bought - aware - 6 : 20);
		if (!buys)
			continue;
		buy(s, p);
		if (random_chance(&s->random, 930))
			set_up(s, p);
	}
}
