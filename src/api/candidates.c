#include "api/candidates.h"

static bool begins_folded(struct text t, struct text prefix)
{
	return t.n >= prefix.n && text_equal_folded(text_slice(t, 0, prefix.n), prefix);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_keyword(struct text t)
{
	const char *const *words = parse_keywords();

	for (size_t i = 0; words[i]; i++)
		if (text_equal_folded(t, text_of(words[i])))
			return true;
	return false;
}

/* One word for the scanner: letters, digits and, between them, hyphens. */
static bool is_word(struct text t)
{
	bool letters = false;

	for (size_t i = 0; i < t.n; i++) {
		bool digit = t.at[i] >= '0' && t.at[i] <= '9', hyphen = t.at[i] == '-' && letters && i + 1 < t.n;

		if (!is_letter(t.at[i]) && !digit && !hyphen)
			return false;
		if (hyphen && t.at[i + 1] == '-')
			return false;
		letters |= is_letter(t.at[i]);
	}
	return letters;
}

/* Where a value may stand, only these words are read as anything else. */
static bool is_reserved(struct text t)
{
	static const char *const words[] = { "and",	"or",	"not",	 "in",	 "is",	  "between",   "by", "where",
					     "missing", "true", "false", "null", "today", "yesterday", NULL };

	for (size_t i = 0; words[i]; i++)
		if (text_equal_folded(t, text_of(words[i])))
			return true;
	return false;
}

static bool is_number(struct text t)
{
	size_t digits = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (t.at[i] < '0' || t.at[i] > '9')
			return false;
		digits++;
	}
	return digits > 0;
}

static struct text quoted(struct arena *a, struct text t, char quote)
{
	char *at = arena_alloc(a, 2 * t.n + 3);
	size_t n = 0;

	at[n++] = quote;
	for (size_t i = 0; i < t.n; i++) {
		if (t.at[i] == quote || (quote != '`' && t.at[i] == '\\'))
			at[n++] = quote == '`' ? '`' : '\\';
		if (t.at[i] == '\n' && quote != '`')
			at[n++] = '\\';
		at[n++] = t.at[i] == '\n' ? 'n' : t.at[i];
	}
	at[n++] = quote;
	return (struct text){ at, n };
}

static struct text written(const struct candidates *c, struct text t, enum writing writing)
{
	char quote = c->expected->in_quotes ? c->expected->quote : 0;

	if (writing == AS_NAME && (quote == '`' || !is_word(t) || is_keyword(t)))
		return quoted(c->arena, t, '`');
	if (writing == AS_VALUE && (quote || !(is_number(t) || (is_word(t) && !is_reserved(t)))))
		return quoted(c->arena, t, quote == '\'' ? '\'' : '"');
	return arena_text(c->arena, t);
}

/* Inside quotes only what may stand in them is proposed. */
static bool fits_quotes(const struct candidates *c, enum writing writing)
{
	if (!c->expected->in_quotes)
		return true;
	return writing == (c->expected->quote == '`' ? AS_NAME : AS_VALUE);
}

void candidates_add(struct candidates *c, struct text text, struct text description, enum writing writing)
{
	struct text whole;

	if (!text.n || !begins_folded(text, c->prefix) || !fits_quotes(c, writing))
		return;
	whole = written(c, text, writing);
	if (map_get(&c->seen, whole) != MAP_NONE)
		return;
	map_put(&c->seen, whole, c->n++);
	c->candidate(c->user, arena_text(c->arena, whole).at, arena_text(c->arena, description).at);
}
