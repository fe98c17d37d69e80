#include "exec/words.h"

#include <stdlib.h>

/* A row that takes part. */
struct heard {
	uint32_t cluster; /* the unit of inference */
	uint32_t text;	  /* code */
	uint8_t side;
};

/* Of one word on one side: over the clusters, its texts S and all N texts of the cluster. */
struct sums {
	double open;	       /* S of the cluster that is being read */
	double squares, cross; /* S S, S N of those read */
};

struct listening {
	struct arena *arena;
	const struct words_plan *plan;
	const volatile sig_atomic_t *stop;
	const struct text_parts *parts;
	struct words *words;
	struct heard *heard;
	size_t n_heard, room;
	struct sums (*sums)[2]; /* by word */
	double (*texts)[2];
	double open[2], squares[2]; /* N of the cluster that is being read; N N of those read */
	uint32_t *touched;	    /* words of the open cluster */
	size_t n_touched, touched_room;
};

/* ---- which texts ----------------------------------------------------------------------------- */

static void keep(struct listening *l, uint32_t cluster, uint32_t text, uint8_t side)
{
	if (l->n_heard == l->room) {
		size_t n = l->room ? 2 * l->room : 1024;

		l->heard = arena_grow(l->arena, l->heard, l->n_heard, n, sizeof(*l->heard));
		l->room = n;
	}
	l->heard[l->n_heard++] = (struct heard){ cluster, text, side };
}

static void hear(void *user, size_t row, uint64_t key, uint32_t cluster)
{
	struct listening *l = user;
	const struct column *c = l->plan->column->column;
	uint64_t text = column_code(c, row);

	if (key > 1)
		l->words->shared++;
	else if (text >= c->domain)
		l->words->textless++;
	else
		keep(l, cluster, (uint32_t)text, (uint8_t)key);
}

/* ---- how often ------------------------------------------------------------------------------- */

static void touch(struct listening *l, uint32_t word)
{
	if (l->n_touched == l->touched_room) {
		size_t n = l->touched_room ? 2 * l->touched_room : 256;

		l->touched = arena_grow(l->arena, l->touched, l->n_touched, n, sizeof(*l->touched));
		l->touched_room = n;
	}
	l->touched[l->n_touched++] = word;
}

static void count_text(struct listening *l, const struct heard *h)
{
	size_t from = l->parts->starts[h->text], to = l->parts->starts[h->text + 1];

	l->open[h->side]++;
	l->words->texts[h->side]++;
	for (size_t i = from; i < to; i++) {
		uint32_t word = l->parts->codes[i];
		struct sums *s;

		if (word == l->parts->parts.domain) /* nothing but stop words */
			break;
		s = l->sums[word];
		if (s[0].open == 0 && s[1].open == 0)
			touch(l, word);
		s[h->side].open++;
		l->texts[word][h->side]++;
	}
}

static void close_cluster(struct listening *l)
{
	for (size_t i = 0; i < l->n_touched; i++)
		for (int side = 0; side < 2; side++) {
			struct sums *s = &l->sums[l->touched[i]][side];

			s->squares += s->open * s->open;
			s->cross += s->open * l->open[side];
			s->open = 0;
		}
	for (int side = 0; side < 2; side++) {
		l->squares[side] += l->open[side] * l->open[side];
		l->open[side] = 0;
	}
	l->n_touched = 0;
}

static int by_cluster(const void *a, const void *b)
{
	uint32_t x = ((const struct heard *)a)->cluster, y = ((const struct heard *)b)->cluster;

	return (x > y) - (x < y);
}

static void count_all(struct listening *l)
{
	size_t n = (size_t)l->parts->parts.domain;

	l->sums = arena_array(l->arena, n, sizeof(*l->sums));
	l->texts = arena_array(l->arena, n, sizeof(*l->texts));
	if (l->n_heard)
		qsort(l->heard, l->n_heard, sizeof(*l->heard), by_cluster);
	for (size_t i = 0; i < l->n_heard && !(l->stop && *l->stop); i++) {
		if (i && l->heard[i].cluster != l->heard[i - 1].cluster)
			close_cluster(l);
		count_text(l, &l->heard[i]);
	}
	close_cluster(l);
}

/* ---- design effects -------------------------------------------------------------------------- */

/* Cluster-robust over simple variance of the share m of N texts: sum of (S - m N)^2 over the clusters, over the sum of
 * (x - m)^2 over the texts. */
static double effect_of(const struct listening *l, size_t word, int side)
{
	double n = l->words->texts[side], m = n > 0 ? l->texts[word][side] / n : 0, simple = n * m * (1 - m);
	const struct sums *s = &l->sums[word][side];
	double clustered = s->squares - 2 * m * s->cross + m * m * l->squares[side];

	return simple > 0 && clustered > simple ? clustered / simple : 1;
}

static void list_words(struct listening *l)
{
	size_t n = (size_t)l->parts->parts.domain;
	struct words *w = l->words;

	w->words = &l->parts->parts;
	w->list = ARENA_ARRAY(l->arena, n, struct word_count);
	for (size_t word = 0; word < n; word++) {
		struct word_count c = { .word = (uint32_t)word };

		for (int side = 0; side < 2; side++) {
			c.texts[side] = l->texts[word][side];
			c.effect[side] = effect_of(l, word, side);
		}
		if (c.texts[0] + c.texts[1] > 0)
			w->list[w->n++] = c;
	}
}

void words_run(struct arena *a, const struct words_plan *plan, const volatile sig_atomic_t *stop, struct words *out)
{
	struct listening l = { .arena = a, .plan = plan, .stop = stop, .words = out };
	size_t sides = plan->rows->segments;
	struct scan_request request = { .plan = plan->rows,
					.window = &plan->rows->window,
					.dimensions = &sides,
					.n_dimensions = plan->compares,
					.whole = true,
					.visit = hear,
					.user = &l,
					.stop = stop };

	*out = (struct words){ .n = 0 };
	scan_run(a, &request, &out->scan);
	if (out->scan.status != STATUS_OK)
		return;
	l.parts = text_words_of(a, plan->column->column, plan->keeps_stop_words, stop);
	if (l.parts)
		count_all(&l);
	if (!l.parts || (stop && *stop))
		out->scan.status = STATUS_INTERRUPTED;
	else
		list_words(&l);
}
