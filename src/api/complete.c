/* complete.c - what may come next: the grammar says which kinds of words, the session which words. */
#include "api/candidates.h"

static bool expects(const struct expectation *x, enum expected_kind kind)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->words[i].kind == kind)
			return true;
	return false;
}

static void propose(struct candidates *c, const struct expected_word *word)
{
	switch (word->kind) {
	case EXPECT_KEYWORD:
		candidates_add(c, word->text, TEXT_NONE, AS_WORD);
		break;
	case EXPECT_UNIT:
		candidates_units(c, word->plural);
		break;
	case EXPECT_METRIC:
		candidates_metrics(c);
		break;
	case EXPECT_COLUMN:
		candidates_columns(c);
		break;
	case EXPECT_DIMENSION:
		candidates_dimensions(c);
		break;
	case EXPECT_SEGMENT:
		candidates_defined(c, DEFINED_SEGMENT);
		break;
	case EXPECT_TOPIC:
		candidates_topics(c);
		break;
	case EXPECT_OPTION:
		candidates_options(c);
		break;
	case EXPECT_TABLE:
		candidates_tables(c);
		break;
	case EXPECT_QUERY:
		candidates_defined(c, DEFINED_QUERY);
		break;
	case EXPECT_SETTING:
		candidates_settings(c);
		break;
	case EXPECT_FORMAT:
		candidates_formats(c);
		break;
	case EXPECT_ROLE:
		candidates_roles(c);
		break;
	case EXPECT_PARAMETER:
		candidates_parameters(c);
		break;
	case EXPECT_FILE:
		candidates_files(c);
		break;
	case EXPECT_VALUE:
		break;
	}
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
