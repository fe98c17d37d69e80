/* Sums by cluster: what a design effect is made of. */
#include "exec/fold_int.h"
#include "exec/groups.h"

#define GROW(array) c->array = arena_grow(f->arena, c->array, f->capacity, n, sizeof(*c->array))

void clusters_reserve(struct fold *f, size_t n)
{
	struct clusters *c = f->clusters;

	GROW(current);
	GROW(sum);
	GROW(count);
	GROW(sum2);
	GROW(cross);
	GROW(count2);
	if (!c->others)
		return;
	GROW(touched);
	GROW(whole_sum);
	GROW(whole_cross);
	GROW(whole_count);
}

static void close_cluster(struct clusters *c, size_t g)
{
	c->sum2[g] += c->sum[g] * c->sum[g];
	c->cross[g] += c->sum[g] * c->count[g];
	c->count2[g] += c->count[g] * c->count[g];
	c->sum[g] = c->count[g] = 0;
}

/* ---- beside all the others ------------------------------------------------------------------- */

static void add_whole(struct clusters *c, double sum, double count)
{
	c->all_sum2 += sum * sum;
	c->all_cross += sum * count;
	c->all_count2 += count * count;
}

static void note_part(struct clusters *c, size_t g, double sum, double count)
{
	c->whole_sum[g] += sum * c->sum[g];
	c->whole_cross[g] += sum * c->count[g] + count * c->sum[g];
	c->whole_count[g] += count * c->count[g];
}

static void close_touched(struct clusters *c)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < c->n_touched; i++) {
		sum += c->sum[c->touched[i]];
		count += c->count[c->touched[i]];
	}
	add_whole(c, sum, count);
	for (size_t i = 0; i < c->n_touched; i++) {
		note_part(c, c->touched[i], sum, count);
		close_cluster(c, c->touched[i]);
	}
	c->n_touched = 0;
}

/* The other groups of a cluster are known when it ends. */
static void touch(struct clusters *c, size_t g, uint32_t cluster)
{
	if (c->open != cluster + 1) {
		close_touched(c);
		c->open = cluster + 1;
	}
	if (c->current[g] == cluster + 1)
		return;
	c->current[g] = cluster + 1;
	c->touched[c->n_touched++] = (uint32_t)g;
}

/* ---- clusters whose rows do not stand together ----------------------------------------------- */

static void add_scattered(struct fold *f, size_t g, uint32_t cluster, double x, double weight)
{
	struct clusters *c = f->clusters;
	size_t place = groups_find(c->scattered, (uint64_t)g << 32 | cluster);

	if (place >= c->scattered_capacity) {
		size_t n = c->scattered_capacity ? 2 * c->scattered_capacity : 1024;

		c->scattered_sum = arena_grow(f->arena, c->scattered_sum, c->scattered_capacity, n, sizeof(double));
		c->scattered_count = arena_grow(f->arena, c->scattered_count, c->scattered_capacity, n, sizeof(double));
		c->scattered_capacity = n;
	}
	c->scattered_sum[place] += weight * x;
	c->scattered_count[place] += weight;
}

static void finish_scattered(struct fold *f)
{
	struct clusters *c = f->clusters;
	size_t n = groups_count(c->scattered);
	struct groups *wholes = groups_new(f->arena, UINT64_MAX);
	double *sum = ARENA_ARRAY(f->arena, n, double), *count = ARENA_ARRAY(f->arena, n, double);

	for (size_t i = 0; c->others && i < n; i++) {
		size_t whole = groups_find(wholes, groups_key(c->scattered, i) & UINT32_MAX);

		sum[whole] += c->scattered_sum[i];
		count[whole] += c->scattered_count[i];
	}
	for (size_t i = 0; i < groups_count(wholes); i++)
		add_whole(c, sum[i], count[i]);
	for (size_t i = 0; i < n; i++) {
		size_t g = (size_t)(groups_key(c->scattered, i) >> 32), whole;

		c->sum[g] = c->scattered_sum[i];
		c->count[g] = c->scattered_count[i];
		if (c->others) {
			whole = groups_find(wholes, groups_key(c->scattered, i) & UINT32_MAX);
			note_part(c, g, sum[whole], count[whole]);
		}
		close_cluster(c, g);
	}
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Rows of a customer stand together, so one open cluster per group is enough; those of a case may not. */
static void add_row(struct fold *f, size_t g, uint32_t cluster, double x, double weight)
{
	struct clusters *c = f->clusters;

	if (c->scattered) {
		add_scattered(f, g, cluster, x, weight);
		return;
	}
	if (c->others) {
		touch(c, g, cluster);
	} else if (c->current[g] != cluster + 1) {
		close_cluster(c, g);
		c->current[g] = cluster + 1;
	}
	c->sum[g] += weight * x;
	c->count[g] += weight;
}

/* Whatever is open of another cluster ends before. */
static void end_open(struct clusters *c, size_t g, uint32_t cluster)
{
	if (c->scattered)
		return;
	if (c->others) {
		close_touched(c);
		c->open = cluster + 1;
	} else {
		close_cluster(c, g);
		c->current[g] = cluster + 1;
	}
}

/* TIMES answers that are clusters of their own, in no group but G. */
static void add_alone(struct fold *f, size_t g, uint32_t cluster, double x, double weight, double times)
{
	struct clusters *c = f->clusters;
	double sum2 = times * weight * x * weight * x, cross = times * weight * x * weight,
	       count2 = times * weight * weight;

	end_open(c, g, cluster);
	c->sum2[g] += sum2;
	c->cross[g] += cross;
	c->count2[g] += count2;
	if (!c->others)
		return;
	c->all_sum2 += sum2;
	c->all_cross += cross;
	c->all_count2 += count2;
	c->whole_sum[g] += sum2;
	c->whole_cross[g] += 2 * cross;
	c->whole_count[g] += count2;
}

/* The usual case: rows of a cluster stand together, each weighs 1, and nobody asks for the others. */
static void add_together(struct clusters *c, const struct selection *s, const double *x)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i], g = s->group[i];
		uint32_t cluster = s->cluster[at];

		if (c->current[g] != cluster + 1) {
			close_cluster(c, g);
			c->current[g] = cluster + 1;
		}
		c->sum[g] += x[at];
		c->count[g]++;
	}
}

void clusters_add(struct fold *f, const struct selection *s, const double *x, const double *weight)
{
	if (!weight && !s->times && !f->clusters->scattered && !f->clusters->others) {
		add_together(f->clusters, s, x);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->at[i], g = s->group[i];
		double each = weight ? weight[at] : 1, times = s->times ? (double)s->times[i] : 1;

		if (!(each > 0))
			continue;
		if (s->alone && s->alone[at])
			add_alone(f, g, s->cluster[at], x[at], each, times);
		else
			add_row(f, g, s->cluster[at], x[at], each * times);
	}
}

void clusters_finish(struct fold *f)
{
	if (f->clusters->scattered)
		finish_scattered(f);
	else if (f->clusters->others)
		close_touched(f->clusters);
	for (size_t g = 0; g < f->n_groups; g++)
		close_cluster(f->clusters, g);
}
