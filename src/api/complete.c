/* complete.c - what may come next: the grammar says which kinds of words, the session which words. */
#include "api/candidates.h"

static bool expects(const struct expectation *x, enum expected_kind kind)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->words[i].kind == kind)
			return true;
	return false;
}

static void plain_units(struct candidates *c)
{
	candidates_units(c, false);
}

static void segments(struct candidates *c)
{
	candidates_defined(c, DEFINED_SEGMENT);
}

static void queries(struct candidates *c)
{
	candidates_defined(c, DEFINED_QUERY);
}

/* Words that depend on more than their kind are proposed by hand. */
static void propose(struct candidates *c, const struct expected_word *word)
{
	static void (*const by_kind[])(struct candidates * c) = {
		[EXPECT_UNIT] = plain_units,
		[EXPECT_METRIC] = candidates_metrics,
		[EXPECT_COLUMN] = candidates_columns,
		[EXPECT_DIMENSION] = candidates_dimensions,
		[EXPECT_SEGMENT] = segments,
		[EXPECT_TOPIC] = candidates_topics,
		[EXPECT_OPTION] = candidates_options,
		[EXPECT_LOAD_OPTION] = candidates_load_options,
		[EXPECT_TABLE] = candidates_tables,
		[EXPECT_QUERY] = queries,
		[EXPECT_SETTING] = candidates_settings,
		[EXPECT_FORMAT] = candidates_formats,
		[EXPECT_ROLE] = candidates_roles,
		[EXPECT_PARAMETER] = candidates_parameters,
		[EXPECT_FILE] = candidates_files,
		[EXPECT_FIGURE] = candidates_figures,
		[EXPECT_STEP] = candidates_steps,
	};

	if (word->kind == EXPECT_KEYWORD)
		candidates_add(c, word->text, TEXT_NONE, AS_WORD);
	else if (word->kind == EXPECT_UNIT && word->plural)
		candidates_units(c, true);
	else if (by_kind[word->kind])
		by_kind[word->kind](c);
}

/* Right of a comparison only the values of its column are meant, and $names. */
static void propose_all(struct candidates *c)
{
	if (expects(c->expected, EXPECT_VALUE) && candidates_values(c)) {
		candidates_parameters(c);
		return;
	}
	if (text_is(c->expected->verb, "load") && expects(c->expected, EXPECT_FILE))
		candidates_add(c, TEXT("sample"), TEXT("the built-in data"), AS_WORD);
	for (size_t i = 0; i < c->expected->n; i++)
		propose(c, &c->expected->words[i]);
}

struct completion {
	struct text text;
	size_t *word_start;
	cxq_candidate_function *candidate;
	void *user;
};

static enum status complete(struct cxq_session *s, void *argument)
{
	const struct completion *completion = argument;
	struct expectation expected = { 0 };
	struct candidates c = { .session = s, .arena = &s->call, .expected = &expected };

	c.seen.arena = &s->call;
	c.candidate = completion->candidate;
	c.user = completion->user;
	parse_expectation(&s->call, completion->text, &expected);
	*completion->word_start = expected.word_start;
	c.prefix = text_from(completion->text, expected.word_start);
	if (expected.in_quotes && c.prefix.n)
		c.prefix = text_from(c.prefix, 1);
	propose_all(&c);
	return STATUS_OK;
}

void cxq_complete(cxq_session *s, const char *text, size_t length, size_t *word_start,
		  cxq_candidate_function *candidate, void *user)
{
	struct completion completion = { { text, length }, word_start, candidate, user };

	*word_start = length;
	session_do(s, complete, &completion);
}
