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

/* The words while they are spelt out one behind the other; where they differ in length with their places. */
struct spelling_out {
	struct dictionary *words;
	char *next;
	uint32_t n;
};

static void spell_word(struct spelling_out *o, uint64_t number)
{
	const struct serials *s = o->words->serials;
	unsigned digits = count_digits(number);

	if (digits < s->width)
		digits = s->width;
	if (s->n_prefix)
		memcpy(o->next, s->prefix, s->n_prefix);
	write_digits(o->next + s->n_prefix + digits, number, digits);
	if (o->words->words)
		o->words->words[o->n] = (struct word_place){ o->next, (uint32_t)(s->n_prefix + digits) };
	o->next += s->n_prefix + digits;
	o->n++;
}

void serials_spell(struct dictionary *d)
{
	const struct serials *s = d->serials;
	struct spelling_out o = { .words = d, .next = d->bytes };

	for (size_t i = 0; i < n_words(s); i++)
		for (uint64_t left = s->bits[i]; left; left &= left - 1)
			spell_word(&o, s->low + i * 64 + (unsigned)__builtin_ctzll(left));
	d->unspelt = false;
}

struct dictionary *serials_words(struct serials *s)
{
	struct dictionary *words = dictionary_new();
	unsigned shortest = count_digits(s->low), longest = count_digits(s->low + s->n_bits);
	size_t size = s->n_prefix + (longest > s->width ? longest : s->width);
	bool alike = shortest == longest || longest <= s->width;

	if (!words)
		return NULL;
	words->bytes = memory_large_array(s->n + (size_t)1, size);
	if (alike)
		words->word_size = size;
	else
		words->words = malloc((s->n + (size_t)1) * sizeof(*words->words));
	if (!words->bytes || !(alike || words->words)) {
		dictionary_free(words);
		return NULL;
	}
	words->words_capacity = alike ? 0 : s->n + (size_t)1;
	words->n = s->n;
	words->unspelt = s->n > 0;
	words->serials = s;
	return words;
}
