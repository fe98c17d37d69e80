#include "base/word.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* ---- characters ------------------------------------------------------------------------------ */

bool word_has(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
		return true;
	default:
		return false;
	}
}

/* ' or - for the characters that join two parts of a word, else 0. */
static char joiner(uint32_t code)
{
	switch (code) {
	case '\'':
	case 0x2019: /* right single quotation mark: the apostrophe of print */
	case 0x02BC:
		return '\'';
	case '-':
	case 0x2010:
	case 0x2011:
		return '-';
	default:
		return 0;
	}
}

static void add_lower(uint32_t code, struct buffer *out)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (code < 0x80) {
		buffer_add_char(out, (char)(code >= 'A' && code <= 'Z' ? code + 32 : code));
		return;
	}
	n = utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)code), bytes);
	buffer_add(out, (struct text){ (const char *)bytes, (size_t)n });
}

/* The letter at the start of T: its bytes, 0 when there is none. */
static size_t letter(struct text t, uint32_t *code)
{
	size_t n = utf8_decode(t, code);

	return n && word_has(*code) ? n : 0;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What French and Italian write before an apostrophe without a blank after it. */
static bool is_elision(struct text before)
{
	static const char *const elided[] = { "c",    "d",     "j",	"l",	  "m",	   "n",	    "qu",
					      "s",    "t",     "all",	"un",	  "dell",  "nell",  "sull",
					      "dall", "quest", "quell", "lorsqu", "jusqu", "puisqu" };

	for (size_t i = 0; i < sizeof(elided) / sizeof(*elided); i++)
		if (text_is(before, elided[i]))
			return true;
	return false;
}

static void skip_to_letter(struct text *rest)
{
	uint32_t code = 0;

	while (rest->n && !letter(*rest, &code)) {
		size_t n = utf8_decode(*rest, &code);

		*rest = text_from(*rest, n ? n : 1);
	}
}

bool word_next(struct text *rest, struct buffer *word)
{
	uint32_t code = 0, after = 0;
	size_t n;

	buffer_clear(word);
	skip_to_letter(rest);
	while ((n = letter(*rest, &code)) > 0) {
		char join;

		add_lower(code, word);
		*rest = text_from(*rest, n);
		n = utf8_decode(*rest, &code);
		join = n ? joiner(code) : 0;
		if (!join || !letter(text_from(*rest, n), &after))
			continue;
		*rest = text_from(*rest, n);
		if (join == '\'' && is_elision(buffer_text(word)))
			buffer_clear(word);
		else
			buffer_add_char(word, join);
	}
	return word->n > 0;
}

void word_fold(struct text t, struct buffer *out)
{
	uint32_t code = 0;

	for (size_t at = 0, n; at < t.n; at += n) {
		n = utf8_decode(text_from(t, at), &code);
		if (n) {
			add_lower(code, out);
		} else {
			buffer_add_char(out, t.at[at]);
			n = 1;
		}
	}
}

/* Is the character before AT none of a word? */
static bool is_beginning(struct text t, size_t at)
{
	size_t start = at;
	uint32_t code = 0;

	while (start > 0) {
		start--;
		if (((unsigned char)t.at[start] & 0xC0) != 0x80)
			break;
	}
	return at == 0 || !letter(text_slice(t, start, at), &code);
}

bool word_begins(struct text folded, struct text part)
{
	for (size_t at = 0, found; part.n && at < folded.n; at += found + 1) {
		found = text_find(text_from(folded, at), part);
		if (found == SIZE_MAX)
			return false;
		if (is_beginning(folded, at + found))
			return true;
	}
	return false;
}
