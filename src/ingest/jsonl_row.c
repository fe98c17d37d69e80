#include <string.h>

#include "base/utf8.h"
#include "ingest/jsonl_int.h"

/* One row under way: strict JSON, read from left to right and by no function that calls itself.  PARENT is the object
 * that is open, LAST the key read last. */
struct walk {
	struct jsonl *j;
	const char *at, *end;
	struct field *fields;
	size_t stride;
	uint32_t parent, last;
	unsigned depth;
};

/* A string as it stands in the file, without its quotes. */
struct spelling {
	struct text text;
	bool escaped;
};

static bool fail(struct walk *w, enum jsonl_fault fault, const char *where)
{
	w->j->fault = fault;
	w->j->fault_at = where;
	return false;
}

static bool fail_at_key(struct walk *w, enum jsonl_fault fault, const char *where, uint32_t key)
{
	w->j->fault_name = w->j->columns->keys[key].name;
	return fail(w, fault, where);
}

/* The byte at hand; NUL, which stands nowhere in JSON, at the end. */
static char peek(const struct walk *w)
{
	return w->at < w->end ? *w->at : '\0';
}

static void skip_blanks(struct walk *w)
{
	while (w->at < w->end && (*w->at == ' ' || *w->at == '\t' || *w->at == '\r'))
		w->at++;
}

/* The string at hand; its escapes are looked at when they are needed. */
static bool read_string(struct walk *w, struct spelling *s)
{
	const char *at = w->at + 1, *end = w->end;
	unsigned char all = 0;

	if (peek(w) != '"')
		return fail(w, JSONL_SYNTAX, w->at);
	s->escaped = false;
	for (; at < end && *at != '"'; at++) {
		if ((unsigned char)*at < ' ')
			return fail(w, JSONL_CONTROL, at);
		if (*at == '\\') {
			s->escaped = true;
			if (++at == end)
				break;
		}
		all |= (unsigned char)*at;
	}
	if (at == end)
		return fail(w, JSONL_OPEN_STRING, w->at);
	s->text = (struct text){ w->at + 1, (size_t)(at - w->at - 1) };
	if (all >= 0x80 && !utf8_valid(s->text))
		return fail(w, JSONL_BAD_UTF8, w->at);
	w->at = at + 1;
	return true;
}

/* What S stands for. */
static bool unescape(struct walk *w, const struct spelling *s, struct text *t)
{
	struct text token = { s->text.at - 1, s->text.n + 2 };
	enum jsonl_fault fault = JSONL_NO_MEMORY;
	char *room;

	*t = s->text;
	if (!s->escaped)
		return true;
	room = jsonl_room(w->j, token.n);
	t->n = room ? jsonl_unescape(token, room, &fault) : SIZE_MAX;
	t->at = room;
	return t->n != SIZE_MAX || fail(w, fault, token.at);
}

/* Most rows have the same keys in the same order. */
static bool is_expected(const struct walk *w, uint32_t key, struct text spelling)
{
	const struct jsonl_columns *c = w->j->columns;

	return key > 0 && key < c->n_keys && c->keys[key].parent == w->parent &&
	       text_equal(c->keys[key].spelling, spelling);
}

static bool read_key(struct walk *w, uint32_t *key)
{
	struct jsonl *j = w->j;
	const char *where = w->at;
	struct spelling s;
	struct text t;

	if (!read_string(w, &s))
		return false;
	*key = j->next[w->last];
	if (!is_expected(w, *key, s.text)) {
		if (!unescape(w, &s, &t))
			return false;
		*key = jsonl_key_number(j, w->parent, t, s.text);
		if (*key == JSONL_NO_KEY)
			return fail(w, j->fault, where);
		j->next[w->last] = *key;
	}
	if (j->seen[*key] == j->row)
		return fail_at_key(w, JSONL_TWICE, where, *key);
	j->seen[*key] = j->row;
	w->last = *key;
	return true;
}

static bool skip_digits(struct walk *w)
{
	const char *from = w->at;

	while (is_digit(peek(w)))
		w->at++;
	return w->at > from || fail(w, JSONL_NUMBER, from);
}

static bool skip_number(struct walk *w)
{
	if (peek(w) == '-')
		w->at++;
	if (peek(w) == '0')
		w->at++;
	else if (!skip_digits(w))
		return false;
	if (peek(w) == '.') {
		w->at++;
		if (!skip_digits(w))
			return false;
	}
	if (peek(w) != 'e' && peek(w) != 'E')
		return true;
	w->at++;
	if (peek(w) == '+' || peek(w) == '-')
		w->at++;
	return skip_digits(w);
}

static bool skip_word(struct walk *w, struct text word)
{
	if (!text_starts((struct text){ w->at, (size_t)(w->end - w->at) }, word))
		return fail(w, JSONL_BARE_WORD, w->at);
	w->at += word.n;
	return true;
}

static bool read_text(struct walk *w, struct field *f)
{
	struct spelling s;
	struct text t;

	if (!read_string(w, &s) || !unescape(w, &s, &t))
		return false;
	if (t.n > FIELD_MAX)
		return fail_at_key(w, JSONL_LONG_VALUE, s.text.at, w->last);
	*f = (struct field){ .at = t.at, .n = (uint32_t)t.n, .is_string = true };
	return true;
}

static bool read_bare(struct walk *w, struct field *f)
{
	const char *from = w->at;
	bool done;

	switch (peek(w)) {
	case 't':
		done = skip_word(w, TEXT("true"));
		break;
	case 'f':
		done = skip_word(w, TEXT("false"));
		break;
	case 'n':
		done = skip_word(w, TEXT("null"));
		from += 4;
		break;
	default:
		done = skip_number(w);
	}
	if (done && w->at - from > FIELD_MAX)
		return fail_at_key(w, JSONL_LONG_VALUE, from, w->last);
	*f = (struct field){ .at = from, .n = done ? (uint32_t)(w->at - from) : 0 };
	return done;
}

static bool open_object(struct walk *w)
{
	if (w->depth == JSONL_DEPTH_MAX)
		return fail_at_key(w, JSONL_DEEP, w->at, w->last);
	jsonl_key_opens(w->j, w->last);
	w->parent = w->last;
	w->depth++;
	w->at++;
	return true;
}

static bool read_value(struct walk *w)
{
	const char *where = w->at;
	struct field f;
	bool is_null = peek(w) == 'n';
	uint32_t column;

	if (peek(w) == '[')
		return fail_at_key(w, JSONL_ARRAY, where, w->last);
	if (!(peek(w) == '"' ? read_text(w, &f) : read_bare(w, &f)))
		return false;
	if (!jsonl_key_takes(w->j, w->last, is_null))
		return fail_at_key(w, w->j->fault, where, w->last);
	column = w->j->columns->keys[w->last].column;
	if (w->fields && !is_null && column != JSONL_NO_COLUMN)
		w->fields[column * w->stride] = f;
	return true;
}

static void close_object(struct walk *w)
{
	w->parent = w->j->columns->keys[w->parent].parent;
	w->depth--;
	w->at++;
}

/* The members of all objects of the row, from the first one's brace to its end. */
static bool read_members(struct walk *w)
{
	bool is_first = true; /* in its object */
	uint32_t key;

	for (w->at++, w->depth = 1; w->depth > 0;) {
		skip_blanks(w);
		if (peek(w) == '}') {
			close_object(w);
			is_first = false;
			continue;
		}
		if (!is_first && peek(w) != ',')
			return fail(w, JSONL_SYNTAX, w->at);
		w->at += !is_first;
		skip_blanks(w);
		if (!read_key(w, &key))
			return false;
		skip_blanks(w);
		if (peek(w) != ':')
			return fail(w, JSONL_SYNTAX, w->at);
		w->at++;
		skip_blanks(w);
		is_first = peek(w) == '{';
		if (!(is_first ? open_object(w) : read_value(w)))
			return false;
	}
	return true;
}

bool jsonl_walk(struct jsonl *j, struct text row, struct field *fields, size_t stride)
{
	struct walk w = { .j = j, .at = row.at, .end = row.at + row.n, .fields = fields, .stride = stride };

	skip_blanks(&w);
	if (peek(&w) != '{')
		return fail(&w, peek(&w) == '[' ? JSONL_TOP_ARRAY : JSONL_NOT_OBJECT, w.at);
	if (!read_members(&w))
		return false;
	skip_blanks(&w);
	return w.at == w.end || fail(&w, JSONL_SECOND_VALUE, w.at);
}
