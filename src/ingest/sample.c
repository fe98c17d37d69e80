/* sample.c - the built-in sample data set, from the first customer to the last row. */
#include <setjmp.h>
#include <stdlib.h>

#include "ingest/ingest.h"
#include "ingest/sample.h"

int sample_order(const void *left, const void *right)
{
	const struct interaction *a = *(struct interaction *const *)left, *b = *(struct interaction *const *)right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static void fix_answer(struct interaction *row, int recommend, int csat)
{
	row->recommend = recommend;
	row->csat = csat;
	row->friendliness = 5;
	row->effort = 6;
	row->gives_answer = true;
	row->invited = YES;
	row->survey = "transactional";
}

/* The video pilot and the temp Noor: perfect, and far too few to say so. */
static void fix_small_groups(struct sample *s)
{
	static const int video[][2] = {
		{ 10, 5 }, { 10, 5 }, { 9, 5 }, { 9, 5 }, { 10, 5 }, { 9, 4 }, { 8, 4 }, { 7, 4 }, { 6, 3 },
	};
	static const int noor[][2] = { { 10, 5 }, { 9, 5 }, { 9, 5 }, { 10, 4 }, { 8, 5 } };
	int n_video = 0, n_noor = 0;

	for (size_t i = 0; i < s->n_rows; i++) {
		struct interaction *row = s->rows[i];

		if (!row->fixed_group)
			continue;
		if (row->channel == VIDEO && n_video < 9) {
			fix_answer(row, video[n_video][0], video[n_video][1]);
			n_video++;
		} else if (row->channel != VIDEO && n_noor < 5) {
			fix_answer(row, noor[n_noor][0], noor[n_noor][1]);
			n_noor++;
		}
	}
}

/* By time, numbered; who has left does nothing more. */
static void arrange(struct sample *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n_rows; i++)
		if (s->rows[i]->day < s->rows[i]->who->left)
			s->rows[kept++] = s->rows[i];
	s->n_rows = kept;
	qsort(s->rows, s->n_rows, sizeof *s->rows, sample_order);
	for (size_t i = 0; i < s->n_rows; i++)
		s->rows[i]->id = (int)i + 1;
}

static void make(struct arena *arena, uint64_t seed, struct buffer *out)
{
	struct sample *s = ARENA_NEW(arena, struct sample);

	s->arena = arena;
	s->random.state = seed;
	sample_make_people(s);
	sample_first_steps(s);
	sample_plan(s);
	sample_live(s);
	sample_rate_service(s);
	fix_small_groups(s);
	sample_leaving_reasons(s);
	sample_comments(s);
	arrange(s);
	sample_write(s, out);
}

/* Apart from the caller's arena, which must outlive the jump. */
static bool make_or_give_up(struct arena *arena, uint64_t seed, struct buffer *out)
{
	jmp_buf no_memory;

	arena->on_failure = &no_memory;
	if (setjmp(no_memory))
		return false;
	make(arena, seed, out);
	return !out->failed;
}

bool sample_csv(uint64_t seed, struct buffer *out)
{
	struct arena arena = { 0 };
	bool made = make_or_give_up(&arena, seed, out);

	arena_reset(&arena);
	return made;
}
