/* plain_word.c - would the scanner read this back as one word?  The classes of lex.l once more, by code point. */
#include "lang/print.h"

#include "base/utf8.h"

static bool digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool wide_letter(uint32_t c)
{
	if (c <= 0xa0 || c == 0x1680 || c == 0x3000 || c == 0xfeff)
		return false;
	if ((c >= 0x2000 && c <= 0x206f) || (c >= 0x2190 && c <= 0x21ff))
		return false;
	return c != 0x2212 && c != 0x2260 && c != 0x2264 && c != 0x2265;
}

static bool letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || wide_letter(c);
}

static size_t digits(struct text t, size_t at)
{
	size_t n = 0;

	while (at + n < t.n && digit((unsigned char)t.at[at + n]))
		n++;
	return n;
}

/* 1_000 is a number, 1_00 is a word. */
static bool is_number(struct text word)
{
	size_t at = digits(word, 0);

	while (at < word.n && word.at[at] == '_' && digits(word, at + 1) == 3)
		at += 4;
	return at == word.n;
}

/* After the first letter: letters and digits, and hyphens that stand between them. */
static bool rest_is_plain(struct text rest)
{
	bool hyphen = false;
	uint32_t code;

	for (size_t at = 0, n; at < rest.n; at += n) {
		n = utf8_decode(text_from(rest, at), &code);
		if (n == 0 || (hyphen && code == '-') || !(code == '-' || letter(code) || digit(code)))
			return false;
		hyphen = code == '-';
	}
	return !hyphen;
}

bool word_is_plain(struct text word)
{
	size_t first = digits(word, 0);
	uint32_t code;
	size_t n = utf8_decode(text_from(word, first), &code);

	if (n == 0 || !letter(code) || is_number(word))
		return false;
	return rest_is_plain(text_from(word, first + n));
}
