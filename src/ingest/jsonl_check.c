#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/jsonl.h"

/* What is left to jansson: whether bytes that were not taken as a row are JSON at all, and if not, why; and what a string
 * with escapes stands for.  Numbers are read as doubles here, so that those of many digits pass. */
enum { AS_ANY_VALUE = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL };

/* Where tokens begin: strings, words and numbers, and each other byte for itself. */
struct token {
	const char *at, *end;
	char before;  /* the byte before it that is no blank */
	bool is_open; /* a string that does not end */
};

static bool is_wordy(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' ||
	       c == '.' || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct token token_at(const char *at, const char *end)
{
	struct token t = { .at = at, .end = at + 1 };

	if (*at == '"') {
		while (t.end < end && *t.end != '"')
			t.end += *t.end == '\\' && t.end + 1 < end ? 2 : 1;
		t.is_open = t.end >= end;
		t.end += !t.is_open;
	} else if (is_wordy(*at)) {
		while (t.end < end && is_wordy(*t.end))
			t.end++;
	}
	return t;
}

/* The token that byte WHERE of T belongs to; where that is a blank or the end, the one behind it (T's end: empty). */
static struct token find_token(struct text t, const char *where)
{
	const char *at = t.at, *end = t.at + t.n;
	char before = '\0';

	while (at < end) {
		struct token token;

		if (is_blank(*at)) {
			at++;
			continue;
		}
		token = token_at(at, end);
		token.before = before;
		if (token.end > where)
			return token;
		before = token.end[-1];
		at = token.end;
	}
	return (struct token){ .at = end, .end = end, .before = before };
}

/* Objects within objects, and values in all: before jansson calls itself for the ones and allocates for the others. */
static enum jsonl_fault check_size(struct text t, const char **where)
{
	const char *end = t.at + t.n;
	size_t depth = 0, values = 0;

	for (const char *at = t.at; at < end;) {
		*where = at;
		switch (*at) {
		case '"':
			at = token_at(at, end).end;
			continue;
		case '{':
		case '[':
			if (++depth > JSONL_DEPTH_MAX)
				return JSONL_DEEP;
			break;
		case '}':
		case ']':
			depth -= depth > 0;
			break;
		case ',':
		case ':':
			if (++values > JSONL_VALUES_MAX)
				return JSONL_MANY_VALUES;
			break;
		case '\0': /* jansson takes it for the end */
			return JSONL_SYNTAX;
		default:
			break;
		}
		at++;
	}
	return JSONL_FINE;
}

static bool is_nan(struct text t)
{
	static const char *const words[] = { "nan", "infinity", "inf" };

	if (t.n && (*t.at == '-' || *t.at == '+'))
		t = text_from(t, 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (text_equal_folded(t, text_of(words[i])))
			return true;
	return false;
}

static enum jsonl_fault fault_of_token(const struct token *t)
{
	struct text word = { t->at, (size_t)(t->end - t->at) };

	if (*t->at == '/' || *t->at == '#')
		return JSONL_COMMENT;
	if (*t->at == '\'')
		return JSONL_SINGLE_QUOTE;
	if ((*t->at == '}' || *t->at == ']') && t->before == ',')
		return JSONL_TRAILING_COMMA;
	if (!is_wordy(*t->at))
		return JSONL_SYNTAX;
	if (is_nan(word))
		return JSONL_NAN;
	return *t->at <= '9' ? JSONL_NUMBER : JSONL_BARE_WORD;
}

/* jansson has one code for all that is no JSON; the beginning of its message tells the kinds apart. */
static enum jsonl_fault fault_of_syntax(const json_error_t *error, const struct token *token, const char **where)
{
	struct text said = text_of(error->text);

	if (text_starts(said, TEXT("control character")))
		return JSONL_CONTROL;
	if (text_starts(said, TEXT("invalid escape"))) {
		*where -= 1;
		return JSONL_ESCAPE;
	}
	*where = token->at;
	return text_starts(said, TEXT("invalid Unicode")) ? JSONL_SURROGATE : fault_of_token(token);
}

static enum jsonl_fault fault_of(struct text t, const json_error_t *error, const char **where)
{
	size_t stop = error->position > 0 && (size_t)error->position <= t.n ? (size_t)error->position : 0;
	struct token token = find_token(t, t.at + stop - (stop > 0));

	*where = t.at + stop;
	switch (json_error_code(error)) {
	case json_error_out_of_memory:
		return JSONL_NO_MEMORY;
	case json_error_invalid_utf8:
		return JSONL_BAD_UTF8;
	case json_error_numeric_overflow:
		return JSONL_NUMBER_TOO_LARGE;
	case json_error_premature_end_of_input:
		if (!token.is_open)
			return JSONL_UNFINISHED;
		*where = token.at;
		return JSONL_OPEN_STRING;
	case json_error_end_of_input_expected:
		*where = token.at;
		return token.at < token.end && (*token.at == '/' || *token.at == '#') ? JSONL_COMMENT
										      : JSONL_SECOND_VALUE;
	default:
		return token.at < token.end ? fault_of_syntax(error, &token, where) : JSONL_SYNTAX;
	}
}

/* jansson takes no NUL in a key, though it may stand there: parse T with another character in its place. */
static json_t *parse_without_nul(struct text t, json_error_t *error)
{
	char *copy = malloc(t.n);
	json_t *value;

	if (!copy)
		return NULL; /* the error stays as it is: NUL in a key is a fault of a row anyway */
	memcpy(copy, t.at, t.n);
	for (size_t i = 0; i + 5 < t.n; i++) {
		if (copy[i] != '\\')
			continue;
		if (memcmp(copy + i, "\\u0000", 6) == 0)
			copy[i + 5] = '1';
		i++;
	}
	value = json_loadb(copy, t.n, AS_ANY_VALUE, error);
	free(copy);
	return value;
}

enum jsonl_fault jsonl_check(struct text t, const char **where)
{
	enum jsonl_fault fault = check_size(t, where);
	json_error_t error;
	json_t *value;

	if (fault != JSONL_FINE)
		return fault;
	*where = t.at;
	value = json_loadb(t.at, t.n, AS_ANY_VALUE, &error);
	if (!value && json_error_code(&error) == json_error_null_byte_in_key)
		value = parse_without_nul(t, &error);
	if (!value)
		return fault_of(t, &error, where);
	json_decref(value);
	return JSONL_FINE;
}

size_t jsonl_unescape(struct text token, char *to, enum jsonl_fault *fault)
{
	json_error_t error;
	json_t *string = json_loadb(token.at, token.n, AS_ANY_VALUE, &error);
	size_t n;

	if (!string) {
		*fault = json_error_code(&error) == json_error_out_of_memory ? JSONL_NO_MEMORY : JSONL_ESCAPE;
		return SIZE_MAX;
	}
	n = json_string_length(string);
	memcpy(to, json_string_value(string), n);
	json_decref(string);
	return n;
}
