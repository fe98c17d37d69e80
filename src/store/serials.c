#include "store/pending.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/dictionary.h"

static size_t n_words(const struct serials *s)
{
	return s->n_bits / 64 + 1;
}

static void set_bits(void *user, const int64_t *values, size_t n)
{
	struct serials *s = user;

	for (size_t i = 0; i < n; i++) {
		uint64_t at = (uint64_t)values[i] - s->low;

		if (values[i] != VALUE_MISSING)
			s->bits[at / 64] |= (uint64_t)1 << at % 64;
	}
}

static void count_below(struct serials *s)
{
	s->n = 0;
	for (size_t i = 0; i < n_words(s); i++) {
		s->before[i] = s->n;
		s->n += (uint32_t)__builtin_popcountll(s->bits[i]);
	}
}

struct serials *serials_collect(const struct pending *p)
{
	struct serials *s = calloc(1, sizeof(*s));
	int64_t low, high;

	if (!s)
		return NULL;
	pending_range(p, &low, &high);
	if (low <= high) {
		s->low = (uint64_t)low;
		s->n_bits = (size_t)(high - low) + 1;
	}
	s->bits = memory_large_array(n_words(s), sizeof(*s->bits));
	s->before = memory_large_array(n_words(s), sizeof(*s->before));
	if (!s->bits || !s->before) {
		serials_free(s);
		return NULL;
	}
	memset(s->bits, 0, n_words(s) * sizeof(*s->bits));
	for (size_t i = 0; i < p->n_parts; i++)
		builder_each(&p->parts[i].builder, set_bits, s);
	count_below(s);
	return s;
}

void serials_free(struct serials *s)
{
	if (!s)
		return;
	free(s->bits);
	free(s->before);
	free(s);
}

static unsigned count_digits(uint64_t n)
{
	unsigned digits = 1;

	while (n /= 10)
		digits++;
	return digits;
}

static void write_digits(char *end, uint64_t n, unsigned digits)
{
	for (; digits; digits--, n /= 10)
		*--end = (char)('0' + n % 10);
}

/* The words while they are spelt out: SIZE bytes each, or, where they differ, with their places. */
struct spelling_out {
	struct dictionary *words;
	struct text prefix;
	unsigned width;
	char *next;
};

static void add_word(struct spelling_out *o, uint64_t number)
{
	struct dictionary *d = o->words;
	unsigned digits = count_digits(number);

	if (digits < o->width)
		digits = o->width;
	if (o->prefix.n)
		memcpy(o->next, o->prefix.at, o->prefix.n);
	write_digits(o->next + o->prefix.n + digits, number, digits);
	if (d->words)
		d->words[d->n] = (struct word_place){ o->next, (uint32_t)(o->prefix.n + digits) };
	o->next += o->prefix.n + digits;
	d->n++;
}

static void add_words(struct spelling_out *o, const struct serials *s)
{
	for (size_t i = 0; i < n_words(s); i++)
		for (uint64_t left = s->bits[i]; left; left &= left - 1)
			add_word(o, s->low + i * 64 + (unsigned)__builtin_ctzll(left));
}

struct dictionary *serials_words(const struct serials *s, struct text prefix, unsigned width)
{
	struct spelling_out o = { dictionary_new(), prefix, width, NULL };
	unsigned shortest = count_digits(s->low), longest = count_digits(s->low + s->n_bits);
	size_t size = prefix.n + (longest > width ? longest : width);

	if (!o.words)
		return NULL;
	o.next = o.words->bytes = memory_large_array(s->n + (size_t)1, size);
	if (shortest == longest || longest <= width)
		o.words->word_size = size;
	else
		o.words->words = malloc((s->n + (size_t)1) * sizeof(*o.words->words));
	o.words->words_capacity = o.words->words ? s->n + (size_t)1 : 0;
	if (!o.words->bytes || !(o.words->word_size || o.words->words)) {
		dictionary_free(o.words);
		return NULL;
	}
	add_words(&o, s);
	return o.words;
}
