/* `words of COLUMN ("batter" as battery, ...)`: bands of a text by what its words begin with. */
#include "base/take.h"
#include "base/word.h"
#include "plan/row.h"

static struct text folded(struct scope *s, struct text t)
{
	struct buffer b = { 0 };

	word_fold(t, &b);
	return buffer_take(&b, s->arena);
}

/* Fragments with the same label are one band. */
static uint32_t band_of_label(struct row *r, struct text label)
{
	for (size_t i = 0; i < r->n_bands; i++)
		if (text_equal(r->bands[i].label, label))
			return (uint32_t)i;
	r->bands[r->n_bands].label = label;
	return (uint32_t)r->n_bands++;
}

struct fragment {
	struct text text; /* folded */
	uint32_t band;
};

static bool bind_fragment(struct scope *s, struct row *r, const struct node *node, struct fragment *out)
{
	const struct node *text = node_at(node, 0);

	*out = (struct fragment){ folded(s, text_trim(text->text)), band_of_label(r, node->text) };
	if (out->text.n)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, text->span, "an empty text begins every word")->code = 107;
	diagnose_help(s->errors, "write the beginning of a word: \"batter\" as %.*s", TEXT_ARGS(node->text));
	return false;
}

/* Every text is looked at once, however many rows hold it. */
static void find_bands(struct scope *s, struct row *r, const struct fragment *fragments, size_t n)
{
	const struct column *c = r->a->column;
	struct buffer text = { 0 };

	r->band_of = ARENA_ARRAY(s->arena, (size_t)c->domain + 1, uint32_t);
	for (size_t code = 0; code <= c->domain; code++) {
		r->band_of[code] = UINT32_MAX;
		if (code == c->domain)
			break;
		buffer_clear(&text);
		word_fold(dictionary_word(c->words, (uint32_t)code), &text);
		for (size_t i = 0; r->band_of[code] == UINT32_MAX && i < n; i++)
			if (word_begins(buffer_text(&text), fragments[i].text))
				r->band_of[code] = fragments[i].band;
	}
	if (text.failed) {
		buffer_free(&text);
		arena_fail(s->arena);
	}
	buffer_free(&text);
}

static struct text as_written(struct scope *s, const struct node *node)
{
	struct buffer b = { 0 };

	node_print(node, &b);
	return buffer_take(&b, s->arena);
}

struct row *row_bind_fragments(struct scope *s, const struct node *node)
{
	struct row *of = row_bind_name(s, node_at(node, 0)), *r;
	struct fragment *fragments = ARENA_ARRAY(s->arena, node->n_children, struct fragment);
	size_t n = 0;

	if (!of)
		return NULL;
	if (of->type != ROW_WORD || of->kind != ROW_COLUMN) {
		diagnose(s->errors, STATUS_BAD_INPUT, node_at(node, 0)->span, "%.*s holds no text: it has no words",
			 TEXT_ARGS(node_at(node, 0)->text))
			->code = 107;
		return NULL;
	}
	r = row_new(s, ROW_BAND, ROW_LABEL, node->span);
	r->a = of;
	r->pattern = as_written(s, node); /* tells two of them apart */
	r->bands = ARENA_ARRAY(s->arena, node->n_children, struct row_band);
	for (const struct node *f = node->first->next; f; f = f->next)
		if (!bind_fragment(s, r, f, &fragments[n++]))
			return NULL;
	find_bands(s, r, fragments, n);
	return r;
}
