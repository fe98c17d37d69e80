/* sample_survey.c - from a feeling to answers: how an interaction feels, who is asked, who answers and what. */
#include <stdlib.h>

#include "ingest/sample.h"

static const struct question recommend = { 0, 10, { -2170, -1960, -1750, -1555, -1372, -1058, -806, -412, 75, 674 } };
static const struct question satisfaction = { 1, 4, { -1555, -1080, -583, 358 } };
static const struct question item = { 1, 4, { -1500, -900, -250, 700 } };
static const struct question expectation = { 1, 4, { -1450, -750, 550, 1350 } };

int sample_score(const struct question *q, int feeling)
{
	int score = q->lowest;

	for (int i = 0; i < q->n_cuts; i++)
		score += feeling >= q->cuts[i];
	return score;
}

struct interaction sample_interaction(struct person *who, int day, int minute, enum stage stage, enum channel channel,
				      enum type type)
{
	return (struct interaction){
		.who = who,
		.day = day,
		.minute = minute,
		.stage = stage,
		.channel = channel,
		.type = type,
		.notified = who->notified,
		.cost = sample_channels[channel].cost,
		.recommend = MISSING,
		.csat = MISSING,
		.effort = MISSING,
		.friendliness = MISSING,
		.effectiveness = MISSING,
		.ease = MISSING,
		.emotion = MISSING,
		.expectation = MISSING,
		.wait = MISSING,
		.handle = MISSING,
		.first_response = MISSING,
		.resolution = MISSING,
		.target = MISSING,
		.revenue = MISSING,
		.sentiment = MISSING,
		.weight = MISSING,
		.service = MISSING,
	};
}

int sample_minute(struct random *r, enum channel channel)
{
	if (channel == PHONE || channel == STORE || channel == CHAT)
		return random_below(r, 720) + 480;
	return random_below(r, 1020) + 360;
}

const struct failure *sample_last_failure(const struct person *p, int from, int to)
{
	const struct failure *f = p->failures;

	while (f && (f->day < from || f->day > to))
		f = f->older;
	return f;
}

static int feeling_of(struct sample *s, const struct person *p, int day, int effect)
{
	const struct failure *failure = sample_last_failure(p, day - 150, day - 1);
	int feeling = 130 + p->quality + sample_scale(s->companies[p->company].quality, 270, 1000) + effect;

	feeling += random_noise(&s->random, 780);
	if (p->product == ARIA && p->hit && day >= FIRMWARE && day < MAY_2025)
		feeling -= day < APRIL_2025 ? 1150 : 400;
	if (failure)
		feeling += failure->recovered ? 480 : -800;
	return feeling;
}

static void give_answers(struct random *r, struct interaction *row, bool relationship)
{
	if (random_chance(r, 960))
		row->recommend = sample_score(&recommend, row->feeling);
	row->expectation = sample_score(&expectation, row->feeling + random_noise(r, 500));
	if (!relationship)
		return;
	row->effectiveness = sample_score(&item, row->feeling + 150 + random_noise(r, 600));
	row->ease = sample_score(&item, row->feeling + random_noise(r, 600));
	row->emotion = sample_score(&item, row->feeling - 150 + random_noise(r, 600));
}

/* The very pleased and the very angry answer more often. */
static void ask(struct random *r, struct interaction *row, const struct occasion *occasion)
{
	bool invited = random_chance(r, occasion->invited) && row->abandoned != YES;
	int answers = sample_channels[row->channel].answers;

	row->invited = invited ? YES : NO;
	if (!invited)
		return;
	row->survey = occasion->relationship ? "relationship" : "transactional";
	if (abs(row->feeling - 100) >= 1000)
		answers = sample_scale(answers, 120, 100);
	row->gives_answer = random_chance(r, answers);
	if (row->gives_answer)
		give_answers(r, row, occasion->relationship);
}

struct interaction *sample_add(struct sample *s, const struct interaction *draft, struct occasion occasion)
{
	struct interaction *row = ARENA_NEW(s->arena, struct interaction);

	if (s->n_rows == s->rows_capacity) {
		s->rows_capacity = s->rows_capacity ? 2 * s->rows_capacity : 8192;
		s->rows = arena_grow(s->arena, s->rows, s->n_rows, s->rows_capacity, sizeof *s->rows);
	}
	*row = *draft;
	row->order = (int)s->n_rows;
	row->feeling = feeling_of(s, row->who, row->day, occasion.feeling);
	ask(&s->random, row, &occasion);
	s->rows[s->n_rows++] = row;
	return row;
}

static int service_order(const void *left, const void *right)
{
	const struct interaction *a = *(struct interaction *const *)left, *b = *(struct interaction *const *)right;

	return a->service != b->service ? (a->service < b->service ? -1 : 1) : sample_order(left, right);
}

/* The answered contacts of one channel in one era, ranked by how they felt: exactly SATISFIED per cent of them are. */
static void rate_cell(struct interaction **rows, int n, int satisfied)
{
	int bad = n - (n * satisfied + 50) / 100;

	qsort(rows, (size_t)n, sizeof *rows, service_order);
	for (int i = 0; i < bad; i++)
		rows[i]->csat = i * 100 < bad * 28 ? 1 : i * 100 < bad * 62 ? 2 : 3;
	for (int i = bad; i < n; i++)
		rows[i]->csat = (i - bad) * 100 < (n - bad) * 52 ? 4 : 5;
}

void sample_rate_service(struct sample *s)
{
	static const int satisfied[CHANNELS][ERAS] = {
		[PHONE] = { 36, 42, 46 },
		[CHAT] = { 84, 91, 92 },
		[EMAIL] = { 60, 68, 71 },
		[STORE] = { 60, 80, 78 },
	};
	struct interaction **cells[CHANNELS][ERAS] = { 0 };
	int n[CHANNELS][ERAS] = { 0 };

	for (size_t i = 0; i < s->n_rows; i++) {
		struct interaction *row = s->rows[i];
		struct interaction ***cell = &cells[row->channel][sample_era(row->day)];

		if (!row->gives_answer || random_chance(&s->random, 50))
			continue;
		if (row->service == MISSING) {
			row->csat = sample_score(&satisfaction, row->feeling + random_noise(&s->random, 400));
			continue;
		}
		if (!*cell)
			*cell = ARENA_ARRAY(s->arena, s->n_rows, struct interaction *);
		(*cell)[n[row->channel][sample_era(row->day)]++] = row;
	}
	for (int channel = 0; channel < CHANNELS; channel++)
		for (int era = 0; era < ERAS; era++)
			if (n[channel][era])
				rate_cell(cells[channel][era], n[channel][era], satisfied[channel][era]);
}
