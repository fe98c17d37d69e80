#include "exec/voices.h"

#include <math.h>

struct voices voices_scattered(struct arena *a)
{
	return (struct voices){ .arena = a, .numbers = groups_new(a, UINT64_MAX) };
}

static struct voice *scattered_voice(struct voices *v, uint64_t voice)
{
	size_t number = groups_find(v->numbers, voice);

	if (number >= v->capacity) {
		size_t capacity = v->capacity ? 2 * v->capacity : 1024;

		v->scattered = arena_grow(v->arena, v->scattered, v->capacity, capacity, sizeof(*v->scattered));
		v->capacity = capacity;
	}
	return &v->scattered[number];
}

static void finish(struct voices *v, struct voice voice)
{
	v->sums += voice.sum * voice.sum;
	v->products += voice.sum * voice.n;
	v->counts += voice.n * voice.n;
}

static struct voice *open_voice(struct voices *v, uint64_t voice)
{
	if (v->current != voice + 1) {
		finish(v, v->open);
		v->open = (struct voice){ 0, 0 };
	}
	v->current = voice + 1;
	return &v->open;
}

void voices_add(struct voices *v, uint64_t voice, double answer, double weight)
{
	struct voice *to = v->numbers ? scattered_voice(v, voice) : open_voice(v, voice);

	to->sum += weight * answer;
	to->n += weight;
	stats_running_add(&v->answers, answer, weight);
	stats_running_add(&v->square, answer, weight * weight);
}

double voices_effect(const struct voices *v)
{
	struct voices all = *v;
	double mean = v->answers.mean, off = v->square.mean - mean, clustered;
	double simple = v->square.squares + v->square.weight * off * off;

	finish(&all, v->open);
	for (size_t i = 0; v->numbers && i < groups_count(v->numbers); i++)
		finish(&all, v->scattered[i]);
	clustered = all.sums - 2 * mean * all.products + mean * mean * all.counts;
	/* Answers that are each a voice of their own come out at 1 but for rounding. */
	return simple > 0 && clustered > simple * (1 + 1e-9) ? clustered / simple : 1;
}

struct stats_mean voices_mean(const struct voices *v)
{
	struct stats_mean m = stats_running_mean(&v->answers);

	m.n /= voices_effect(v);
	return m;
}
