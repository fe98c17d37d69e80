/* sample_agenda.c - what will happen on which day, and letting it happen in that order. */
#include <stdlib.h>

#include "ingest/sample.h"

static int event_order(const void *left, const void *right)
{
	const struct event *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static struct event *append(struct sample *s, int day, enum rank rank, int number, enum event_kind kind,
			    struct person *who)
{
	struct event *event;

	if (s->n_agenda == s->agenda_capacity) {
		s->agenda_capacity = s->agenda_capacity ? 2 * s->agenda_capacity : 8192;
		s->agenda = arena_grow(s->arena, s->agenda, s->n_agenda, s->agenda_capacity, sizeof *s->agenda);
	}
	event = &s->agenda[s->n_agenda++];
	*event = (struct event){ .day = day, .rank = rank, .number = number, .kind = kind, .who = who };
	return event;
}

void sample_expect(struct sample *s, int day, enum rank rank, enum event_kind kind, struct person *who)
{
	struct event event, *at;

	if (day >= DAYS)
		return;
	at = append(s, day, rank, (int)s->n_agenda, kind, who);
	event = *at;
	for (; at > s->agenda + s->next && event_order(at - 1, &event) > 0; at--)
		*at = at[-1];
	*at = event;
}

static struct person *owner_before(struct sample *s, int day)
{
	struct person *p;

	do
		p = s->owners[random_below(&s->random, s->n_owners)];
	while (p->bought >= day);
	return p;
}

static void plan_case(struct sample *s, int day, struct person *who, enum reason reason)
{
	append(s, day, RANK_CASE, (int)s->n_agenda, CASE_EVENT, who)->reason = reason;
}

/* 1,100 ordinary cases, spread evenly, and a red herring: 22 questions about a new invoice in March 2025. */
static void plan_cases(struct sample *s)
{
	static const struct choice reasons[] = {
		{ BATTERY, 150 }, { CAMERA, 110 }, { DELIVERY, 120 }, { BILLING, 150 },
		{ REPAIR, 80 },	  { HOW_TO, 270 }, { ACCOUNT, 120 },  { 0, 0 },
	};

	for (int i = 0; i < 1100; i++) {
		int day = i * DAYS / 1100;
		struct person *who = owner_before(s, day);

		plan_case(s, day, who, (enum reason)random_pick(&s->random, reasons));
	}
	for (int i = 0; i < 22; i++) {
		struct person *who = owner_before(s, MARCH_2025);

		plan_case(s, MARCH_2025 + random_below(&s->random, 30), who, BILLING);
	}
}

/* Who owned an Aria when the firmware came, in random order; returns how many. */
static int aria_owners(struct sample *s, struct person *owners[PEOPLE])
{
	int index[PEOPLE], n = 0;

	for (int i = 0; i < s->n_owners; i++)
		if (s->owners[i]->product == ARIA && s->owners[i]->bought < FIRMWARE)
			index[n++] = i;
	random_shuffle(&s->random, index, n);
	for (int i = 0; i < n; i++)
		owners[i] = s->owners[index[i]];
	return n;
}

/* The firmware: everybody gets it, 72 % are hit, every second one is told, and who was told calls less. */
static void plan_firmware(struct sample *s)
{
	struct person *owners[PEOPLE];
	struct random *r = &s->random;
	int n = aria_owners(s, owners);

	for (int i = 0; i < n; i++) {
		owners[i]->notified = i % 2 ? YES : NO;
		owners[i]->hit = random_chance(r, 720);
	}
	for (int i = 0; i < n; i++)
		if (owners[i]->hit && random_chance(r, owners[i]->notified == YES ? 260 : 740))
			plan_case(s, NOTICE + 1 + random_below(r, 19), owners[i], BATTERY);
	for (int i = 0; i < n; i++)
		append(s, FIRMWARE + random_below(r, 6), RANK_CAMPAIGN, i, UPDATE_EVENT, owners[i]);
	for (int i = 0; i < n; i++)
		if (owners[i]->notified == YES)
			append(s, NOTICE, RANK_CAMPAIGN, i, NOTICE_EVENT, owners[i]);
}

static void plan_renewals(struct sample *s)
{
	for (int i = 0; i < s->n_owners; i++)
		for (int day = s->owners[i]->bought + 365; day < DAYS; day += 365)
			if (day >= 0)
				append(s, day, RANK_RENEWAL, (int)s->n_agenda, RENEWAL_EVENT, s->owners[i]);
}

/* The relationship survey comes about every 8 months. */
static void plan_surveys(struct sample *s)
{
	for (int i = 0; i < s->n_owners; i++) {
		struct person *p = s->owners[i];
		int day = (p->bought > 0 ? p->bought : 0) + 20 + random_below(&s->random, 260);

		for (; day < DAYS; day += 230 + random_below(&s->random, 130))
			append(s, day, RANK_SURVEY, i, SURVEY_EVENT, p);
	}
}

void sample_plan(struct sample *s)
{
	plan_cases(s);
	plan_firmware(s);
	plan_renewals(s);
	plan_surveys(s);
	qsort(s->agenda, s->n_agenda, sizeof *s->agenda, event_order);
}

static void update(struct sample *s, const struct event *e)
{
	struct interaction row =
		sample_interaction(e->who, e->day, 420 + random_below(&s->random, 900), USE, APP, UPDATE);

	row.reason = FIRMWARE_UPDATE;
	row.by_company = true;
	row.failure = e->who->hit ? YES : NO;
	sample_add(s, &row, (struct occasion){ .invited = 420 });
}

static void notice(struct sample *s, const struct event *e)
{
	static const struct choice channels[] = { { APP, 500 }, { EMAIL, 500 }, { 0, 0 } };
	int minute = 600 + random_below(&s->random, 60);
	enum channel channel = (enum channel)random_pick(&s->random, channels);
	struct interaction row = sample_interaction(e->who, e->day, minute, SERVICE, channel, NOTICE_SENT);

	row.reason = FIRMWARE_UPDATE;
	row.by_company = true;
	row.cost = 5;
	sample_add(s, &row, (struct occasion){ .invited = 0 });
}

static void survey(struct sample *s, const struct event *e)
{
	struct interaction row =
		sample_interaction(e->who, e->day, 540 + random_below(&s->random, 600), USE, SURVEY, CHECK_IN);

	row.by_company = true;
	sample_add(s, &row, (struct occasion){ .invited = 1000, .relationship = true });
}

static void referral(struct sample *s, const struct event *e)
{
	static const struct choice channels[] = { { SOCIAL, 500 }, { WEB, 300 }, { STORE, 200 }, { 0, 0 } };
	int minute = sample_minute(&s->random, WEB);
	enum channel channel = (enum channel)random_pick(&s->random, channels);
	struct interaction row = sample_interaction(e->who, e->day, minute, ADVOCACY, channel, REFERRAL);

	sample_add(s, &row, (struct occasion){ .feeling = 500, .invited = 150 });
}

/* Who says they would recommend sometimes does. */
static void maybe_refer(struct sample *s, const struct interaction *row)
{
	int score = row->recommend;

	if (score == MISSING || row->churned == YES)
		return;
	if (random_chance(&s->random, score >= 9 ? 230 : score >= 7 ? 80 : 15))
		sample_expect(s, row->day + 4 + random_below(&s->random, 50), RANK_REFERRAL, REFERRAL_EVENT, row->who);
}

static void happen(struct sample *s, const struct event *e)
{
	switch (e->kind) {
	case UPDATE_EVENT:
		update(s, e);
		break;
	case NOTICE_EVENT:
		notice(s, e);
		break;
	case CASE_EVENT:
		sample_case(s, e);
		break;
	case REFERRAL_EVENT:
		referral(s, e);
		break;
	case RENEWAL_EVENT:
		sample_renewal(s, e);
		maybe_refer(s, s->rows[s->n_rows - 1]);
		break;
	case SURVEY_EVENT:
		survey(s, e);
		maybe_refer(s, s->rows[s->n_rows - 1]);
		break;
	}
}

void sample_live(struct sample *s)
{
	while (s->next < s->n_agenda) {
		/* A copy: the event may add others, which moves them. */
		struct event event = s->agenda[s->next++];

		if (event.day < event.who->left)
			happen(s, &event);
	}
}
