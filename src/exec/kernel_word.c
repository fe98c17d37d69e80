/* Tests on text: once per word of the dictionary. */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "exec/kernel_int.h"

/* Folded for comparing without regard to case; accents stay. */
static struct text fold(struct arena *a, struct text t)
{
	struct buffer out = { 0 };
	struct text folded;

	for (size_t at = 0; at < t.n;) {
		uint32_t code = 0;
		utf8proc_uint8_t bytes[4];
		size_t n = utf8_decode(text_from(t, at), &code);

		if (n == 0) {
			buffer_add_char(&out, t.at[at++]);
			continue;
		}
		at += n;
		n = (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)code), bytes);
		buffer_add(&out, (struct text){ (const char *)bytes, n });
	}
	folded = arena_text(a, buffer_text(&out));
	if (out.failed) {
		buffer_free(&out);
		arena_fail(a);
	}
	buffer_free(&out);
	return folded;
}

static bool is_ascii(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.at[i] >= 0x80)
			return false;
	return true;
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool same_folded(const char *word, struct text folded)
{
	for (size_t i = 0; i < folded.n; i++)
		if (lower(word[i]) != (unsigned char)folded.at[i])
			return false;
	return true;
}

static bool contains_ascii(struct text word, struct text folded)
{
	for (size_t at = 0; at + folded.n <= word.n; at++)
		if (same_folded(word.at + at, folded))
			return true;
	return folded.n == 0;
}

/* % any run, _ one character; two pointers, so never more than words times pattern. */
static bool like(struct text word, struct text pattern)
{
	size_t w = 0, p = 0, star = SIZE_MAX, mark = 0;
	uint32_t code;

	while (w < word.n) {
		if (p < pattern.n && pattern.at[p] == '%') {
			star = p++;
			mark = w;
		} else if (p < pattern.n && pattern.at[p] == '_') {
			size_t n = utf8_decode(text_from(word, w), &code);

			w += n ? n : 1;
			p++;
		} else if (p < pattern.n && pattern.at[p] == word.at[w]) {
			w++;
			p++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			w = ++mark;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.at[p] == '%')
		p++;
	return p == pattern.n;
}

static bool test_folded(struct kernel *k, struct text word)
{
	switch (k->row->op) {
	case OP_CONTAINS:
		return text_find(word, k->folded) != SIZE_MAX;
	case OP_STARTS_WITH:
		return text_starts(word, k->folded);
	case OP_ENDS_WITH:
		return text_ends(word, k->folded);
	default:
		return like(word, k->folded);
	}
}

/* Most words and patterns are ASCII: those are compared in place. */
static bool test_word(struct kernel *k, struct arena *scratch, struct text word)
{
	bool ascii = is_ascii(k->folded);

	if (k->row->op == OP_MATCHES)
		return regex_matches(k->regex, word, &k->gave_up);
	if (ascii && k->row->op == OP_CONTAINS)
		return contains_ascii(word, k->folded);
	if (ascii && k->row->op == OP_STARTS_WITH)
		return word.n >= k->folded.n && same_folded(word.at, k->folded);
	if (ascii && k->row->op == OP_ENDS_WITH)
		return word.n >= k->folded.n && same_folded(word.at + word.n - k->folded.n, k->folded);
	return test_folded(k, fold(scratch, word));
}

void kernel_word_init(struct arena *a, struct kernel *k)
{
	const struct row *r = k->row;
	struct text what;
	size_t at;

	if (r->kind == ROW_WORDS) {
		k->members = ARENA_ARRAY(a, (size_t)r->a->column->domain + 1, uint8_t);
		for (size_t i = 0; i < r->n_codes; i++)
			k->members[r->codes[i]] = 1;
	}
	if (r->kind != ROW_TEXT_TEST)
		return;
	k->folded = fold(a, r->pattern);
	if (r->op == OP_MATCHES)
		k->regex = regex_new(a, r->pattern, false, &what, &at);
}

/* Words of two columns, row by row. */
static void same_text(const struct row *r, const struct block *b, uint8_t *out)
{
	uint32_t left[BLOCK_ROWS], right[BLOCK_ROWS];
	const struct column *x = r->a->column, *y = r->b->column;

	kernel_codes(x, b, left);
	kernel_codes(y, b, right);
	for (size_t i = 0; i < b->n; i++)
		out[i] = left[i] < x->domain && right[i] < y->domain &&
			 text_equal(dictionary_word(x->words, left[i]), dictionary_word(y->words, right[i]));
}

/* ROW_WORDS and ROW_TEXT_TEST are only ever evaluated over the codes of their column; missing passes neither. */
void kernel_word_truth(struct kernel *k, const struct block *b, uint8_t *out)
{
	const struct column *c = k->row->a->column;
	struct arena scratch = { 0 };

	if (k->row->kind == ROW_SAME_TEXT) {
		same_text(k->row, b, out);
		return;
	}
	for (size_t i = 0; i < b->n; i++) {
		size_t code = b->swept ? b->from + i : (size_t)column_code(c, b->from + i);

		if (code >= c->domain)
			out[i] = 0;
		else if (k->row->kind == ROW_WORDS)
			out[i] = k->members[code];
		else
			out[i] = test_word(k, &scratch, dictionary_word(c->words, (uint32_t)code));
	}
	arena_reset(&scratch);
}
