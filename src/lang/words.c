#include "lang/words.h"

#include <string.h>

#include <parse.h>

const struct keyword keywords[] = {
#define KEYWORD(token, word, class, rank) { word, T_##token, KEYWORD_##class, rank, UNIT_NONE, false },
#define UNIT_WORD(unit, one, many)                                                                                     \
	{ one, T_UNIT, KEYWORD_UNIT, 9, UNIT_##unit, false }, { many, T_UNIT, KEYWORD_UNIT, 9, UNIT_##unit, true },
#include "lang/keywords.def"
#undef KEYWORD
#undef UNIT_WORD
	{ NULL, 0, KEYWORD_SOFT, 0, UNIT_NONE, false },
};

/* The order in which names are proposed: what is most likely meant comes first. */
const struct ghost ghosts[] = {
	{ T_H_VALUE, EXPECT_VALUE, "a value" },
	{ T_H_METRIC, EXPECT_METRIC, "a metric" },
	{ T_H_COLUMN, EXPECT_COLUMN, "a column" },
	{ T_H_DIMENSION, EXPECT_DIMENSION, "a column to group by" },
	{ T_H_SEGMENT, EXPECT_SEGMENT, "a segment" },
	{ T_H_STEP, EXPECT_STEP, "a stage" },
	{ T_H_TOPIC, EXPECT_TOPIC, "a topic" },
	{ T_H_OPTION, EXPECT_OPTION, "an option" },
	{ T_H_TABLE, EXPECT_TABLE, "a table" },
	{ T_H_QUERY, EXPECT_QUERY, "a saved query" },
	{ T_H_SETTING, EXPECT_SETTING, "a setting" },
	{ T_H_FORMAT, EXPECT_FORMAT, "a format" },
	{ T_H_ROLE, EXPECT_ROLE, "a role" },
	{ T_H_FILE, EXPECT_FILE, "a \"file\"" },
	{ T_H_LOAD_OPTION, EXPECT_LOAD_OPTION, "an option" },
	{ T_H_FIGURE, EXPECT_FIGURE, "nps, share or mean" },
	{ 0, EXPECT_KEYWORD, NULL },
};

const struct token_name literals[] = {
	{ T_UNIT, "a time unit" }, { T_WORD, "a name" },	{ T_QNAME, "a `quoted` name" },
	{ T_STRING, "\"text\"" },  { T_NUMBER, "a number" },	{ T_PERCENT, "a percentage" },
	{ T_DATE, "a date" },	   { T_PARAM, "a $parameter" }, { 0, NULL },
};

const struct token_name punctuation[] = {
	{ T_EQ, "=" },	   { T_NE, "!=" },     { T_LT, "<" },	 { T_LE, "<=" },
	{ T_GT, ">" },	   { T_GE, ">=" },     { T_RP, ")" },	 { T_COMMA, "a comma" },
	{ T_LP, "(" },	   { T_DOTDOT, ".." }, { T_MATCH, "~" }, { T_NO_MATCH, "!~" },
	{ T_PLUS, "+" },   { T_MINUS, "-" },   { T_STAR, "*" },	 { T_SLASH, "/" },
	{ T_ARROW, "->" }, { 0, NULL },
};

const struct keyword *keyword_find(struct text word)
{
	for (const struct keyword *k = keywords; k->word; k++)
		if (text_equal_folded(word, text_of(k->word)))
			return k;
	return NULL;
}

const char *keyword_second_half(const struct keyword *k)
{
	const char *blank = strchr(k->word, ' ');

	return blank ? blank + 1 : NULL;
}

static struct text first_half(const struct keyword *k)
{
	const char *second = keyword_second_half(k);

	return second ? (struct text){ k->word, (size_t)(second - k->word) - 1 } : TEXT_NONE;
}

const struct keyword *keyword_pair(struct text first, struct text second)
{
	for (const struct keyword *k = keywords; k->word; k++)
		if (keyword_second_half(k) && text_equal_folded(first, first_half(k)) &&
		    text_equal_folded(second, text_of(keyword_second_half(k))))
			return k;
	return NULL;
}

bool keyword_first_half(struct text word)
{
	for (const struct keyword *k = keywords; k->word; k++)
		if (keyword_second_half(k) && text_equal_folded(word, first_half(k)))
			return true;
	return false;
}

bool keyword_reserved(const struct keyword *k)
{
	return k->class == KEYWORD_HARD || k->class == KEYWORD_ALIAS;
}

static const char *other_symbol(int token)
{
	switch (token) {
	case T_WORD:
		return "WORD";
	case T_QNAME:
		return "QNAME";
	case T_STRING:
		return "STRING";
	case T_NUMBER:
		return "NUMBER";
	case T_PERCENT:
		return "PERCENT";
	case T_DATE:
		return "DATE";
	case T_PARAM:
		return "PARAM";
	case T_UNIT:
		return "UNIT";
	case T_COMMA:
		return ",";
	default:
		return NULL;
	}
}

const char *token_symbol(int token)
{
#define KEYWORD(name, word, class, rank) { T_##name, #name },
#define UNIT_WORD(unit, one, many)
	static const struct token_name symbols[] = {
#include "lang/keywords.def"
		{ 0, NULL },
	};
#undef KEYWORD
#undef UNIT_WORD
	const char *other = other_symbol(token);

	for (const struct token_name *s = symbols; !other && s->name; s++)
		if (s->token == token)
			return s->name;
	for (const struct token_name *s = punctuation; !other && s->name; s++)
		if (s->token == token)
			return s->name;
	return other ? other : "ERROR";
}

const char *const *parse_keywords(void)
{
	static const char *const words[] = {
#define KEYWORD(token, word, class, rank) word,
#define UNIT_WORD(unit, one, many) one, many,
#include "lang/keywords.def"
#undef KEYWORD
#undef UNIT_WORD
		NULL,
	};

	return words;
}
