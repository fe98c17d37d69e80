/* teach "words": the topics whose pages speak of them, nearest first. */
#include "report/teach.h"

enum { TOPICS_MAX = 64, WORDS_MAX = 16, HITS_SHOWN = 5, STEM = 4, LABEL_MAX = 12 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/* The next run of letters of *T, which moves on; empty at the end. */
static struct text next_word(struct text *t)
{
	size_t from = 0, to;
	struct text word;

	while (from < t->n && !is_letter(t->at[from]))
		from++;
	to = from;
	while (to < t->n && is_letter(t->at[to]))
		to++;
	word = text_slice(*t, from, to);
	*t = text_from(*t, to);
	return word;
}

/* The next line of *T, which moves on. */
static struct text next_line(struct text *t)
{
	size_t end = text_find(*t, TEXT("\n"));
	struct text line = end == SIZE_MAX ? *t : text_slice(*t, 0, end);

	*t = end == SIZE_MAX ? TEXT_NONE : text_from(*t, end + 1);
	return line;
}

/* Words that every question has. */
static bool says_nothing(struct text word)
{
	static const char *const small[] = { "what", "is",  "a",      "an",   "the",   "how",	  "do",
					     "does", "i",   "of",     "to",   "in",    "my",	  "are",
					     "and",  "or",  "for",    "why",  "when",  "which",	  "who",
					     "it",   "can", "should", "with", "on",    "be",	  "we",
					     "our",  "me",  "about",  "mean", "means", "between", "good" };

	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++)
		if (text_equal_folded(word, text_of(small[i])))
			return true;
	return false;
}

/* Same word, endings apart: detractor, detractors; satisfied, satisfaction. */
static bool is_like(struct text a, struct text b)
{
	size_t shorter = a.n < b.n ? a.n : b.n, longer = a.n < b.n ? b.n : a.n, same = 0;

	while (same < shorter && text_equal_folded(text_slice(a, same, same + 1), text_slice(b, same, same + 1)))
		same++;
	return same == longer || (same >= STEM && same + 3 >= shorter && same * 2 >= longer);
}

struct hit {
	const struct topic *topic;
	unsigned weight;
	struct text line; /* that speaks of it first */
};

static unsigned count_word(struct text text, struct text word)
{
	unsigned n = 0;

	for (struct text rest = text, w; (w = next_word(&rest)).n;)
		n += is_like(w, word);
	return n;
}

/* LINE without "What", "How" ... at its start. */
static struct text without_label(struct text line)
{
	size_t gap = text_find(line, TEXT("  "));

	return gap <= LABEL_MAX ? text_trim(text_from(line, gap)) : text_trim(line);
}

/* The first line below the heading that speaks of WORD; sources do not. */
static struct text line_with(struct text page, struct text word)
{
	next_line(&page);
	while (page.n) {
		struct text line = next_line(&page);

		if (count_word(line, word) && !text_starts(line, TEXT("Source")))
			return without_label(line);
	}
	return TEXT_NONE;
}

/* A word of the name weighs most, one of the heading more than one of the text. */
static void weigh(struct hit *h, struct text word)
{
	unsigned in_text = count_word(teach_page(h->topic), word);

	if (teach_is_called(h->topic, word, is_like))
		h->weight += 20;
	h->weight += 5 * count_word(teach_heading(h->topic), word) + (in_text < 4 ? in_text : 4);
	if (!h->line.n)
		h->line = line_with(teach_page(h->topic), word);
}

static void sort_hits(struct hit *hits, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j > 0 && hits[j - 1].weight < hits[j].weight; j--) {
			struct hit h = hits[j];

			hits[j] = hits[j - 1];
			hits[j - 1] = h;
		}
}

static enum status nothing_found(struct environment *e, struct text words, struct span span)
{
	struct name_list names = { .arena = e->arena };

	teach_topics(&names);
	report_bad(e, span, "no lesson speaks of \"%.*s\"", TEXT_ARGS(words));
	report_did_you_mean(e, words, &names, "`teach` lists the topics");
	return STATUS_BAD_INPUT;
}

static struct result *show(struct environment *e, const struct hit *hits)
{
	struct result *r = report_answer(e);

	report_column(r, "topic");
	report_column(r, "about");
	report_column(r, "line");
	for (size_t i = 0; i < HITS_SHOWN && hits[i].weight; i++) {
		struct cell *at = result_add_row(r, 0);

		at[0] = cell_text(r, text_of(hits[i].topic->name));
		at[1] = cell_text(r, teach_heading(hits[i].topic));
		at[2] = cell_text(r, hits[i].line);
	}
	result_note(r, NOTE_FACT, "teach %s shows the page", hits[0].topic->name);
	return r;
}

enum status teach_search(struct environment *e, struct text words, struct span span, struct result **out)
{
	struct hit hits[TOPICS_MAX + 1] = { 0 };
	size_t n = 0, n_words = 0;

	for (const struct topic *t; n < TOPICS_MAX && (t = teach_topic_at(n)); n++)
		hits[n].topic = t;
	for (struct text rest = words, word; n_words < WORDS_MAX && (word = next_word(&rest)).n; n_words++)
		for (size_t i = 0; i < n && !says_nothing(word); i++)
			weigh(&hits[i], word);
	sort_hits(hits, n);
	if (hits[0].weight == 0)
		return nothing_found(e, words, span);
	*out = show(e, hits);
	return STATUS_OK;
}
