/* sample_comment.c - what comes with an answer: its weight, its sentiment, and sometimes a comment. */
#include "ingest/sample.h"

struct phrases {
	int n;
	const char *text[3];
};

static const struct phrases battery = {
	3,
	{ "battery empty by noon since the update", "the update ruined my battery",
	  "battery drains, no word from you" },
};
static const struct phrases praise = {
	3, { "works as promised", "great product, would buy again", "easy from the first minute" }
};
static const struct phrases blame = { 2, { "not what I was promised", "expected more for the price" } };
static const struct phrases praise_of[CHANNELS] = {
	[PHONE] = { 1, { "the person on the phone was kind and knew the answer" } },
	[CHAT] = { 2, { "quick and friendly chat, solved at once", "chat agent understood me right away" } },
	[EMAIL] = { 1, { "clear answer by mail" } },
	[STORE] = { 1, { "nice people in the store" } },
};
static const struct phrases blame_of[CHANNELS] = {
	[PHONE] = { 2, { "waiting in the queue for ages", "had to call again and explain everything again" } },
	[CHAT] = { 1, { "chat closed before it was solved" } },
	[EMAIL] = { 1, { "the reply came too late" } },
	[STORE] = { 1, { "long line in the store" } },
};

static const struct phrases *phrases_for(const struct interaction *row)
{
	enum channel channel = row->channel == VIDEO ? CHAT : row->channel;
	bool pleased = row->feeling > 100;

	if (row->type == HELP || row->type == ADVICE)
		return pleased ? &praise_of[channel] : &blame_of[channel];
	return pleased ? &praise : &blame;
}

static const char *comment_on(struct sample *s, const struct interaction *row)
{
	bool drained = row->who->product == ARIA && row->feeling < -300 && row->day >= FIRMWARE && row->day < MAY_2025;
	const struct phrases *phrases = drained ? &battery : phrases_for(row);
	const char *text = phrases->text[random_below(&s->random, phrases->n)];

	if (drained || row->type != HELP)
		return text;
	return arena_printf(s->arena, "%s (%s)", text, sample_reasons[row->reason]).at;
}

static int sentiment_of(struct random *r, int feeling)
{
	int sentiment = sample_scale(feeling, 45, 1000) + random_noise(r, 15) + 5;

	return sentiment < -100 ? -100 : sentiment > 100 ? 100 : sentiment;
}

/* Thousandths: answers are weighted back to the mix of channels among the invited, at most 3. */
static int weight_of(int64_t invited, int64_t answered, int64_t overall)
{
	int64_t weight = (invited * 1000000 / answered + overall / 2) / overall;

	return weight < 3000 ? (int)weight : 3000;
}

void sample_comments(struct sample *s)
{
	int64_t invited[CHANNELS] = { 0 }, answered[CHANNELS] = { 0 }, all_invited = 0, all_answered = 0;

	for (size_t i = 0; i < s->n_rows; i++) {
		const struct interaction *row = s->rows[i];

		invited[row->channel] += row->invited == YES;
		answered[row->channel] += row->gives_answer;
		all_invited += row->invited == YES;
		all_answered += row->gives_answer;
	}
	for (size_t i = 0; i < s->n_rows; i++) {
		struct interaction *row = s->rows[i];
		bool moved = row->feeling <= -700 || row->feeling >= 900;

		if (!row->gives_answer)
			continue;
		row->weight =
			weight_of(invited[row->channel], answered[row->channel], all_invited * 1000 / all_answered);
		if (random_chance(&s->random, moved ? 600 : 300)) {
			row->sentiment = sentiment_of(&s->random, row->feeling);
			row->comment = comment_on(s, row);
		}
	}
}
