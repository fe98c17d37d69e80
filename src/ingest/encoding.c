#include "ingest/encoding.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static const struct {
	const char *usual, *iconv;
} names[] = {
	{ "utf8", "UTF-8" },
	{ "utf16", "UTF-16" },
	{ "utf16le", "UTF-16LE" },
	{ "utf16be", "UTF-16BE" },
	{ "utf32", "UTF-32" },
	{ "utf32le", "UTF-32LE" },
	{ "utf32be", "UTF-32BE" },
	{ "ascii", "US-ASCII" },
	{ "latin1", "ISO-8859-1" },
	{ "latin2", "ISO-8859-2" },
	{ "latin3", "ISO-8859-3" },
	{ "latin4", "ISO-8859-4" },
	{ "latin5", "ISO-8859-9" },
	{ "latin9", "ISO-8859-15" },
	{ "latin10", "ISO-8859-16" },
	{ "cp437", "CP437" },
	{ "cp850", "CP850" },
	{ "cp852", "CP852" },
	{ "cp858", "CP858" },
	{ "cp866", "CP866" },
	{ "cp932", "CP932" },
	{ "cp1250", "CP1250" },
	{ "cp1251", "CP1251" },
	{ "cp1252", "CP1252" },
	{ "cp1253", "CP1253" },
	{ "cp1254", "CP1254" },
	{ "cp1255", "CP1255" },
	{ "cp1256", "CP1256" },
	{ "cp1257", "CP1257" },
	{ "cp1258", "CP1258" },
	{ "windows1250", "CP1250" },
	{ "windows1251", "CP1251" },
	{ "windows1252", "CP1252" },
	{ "windows1253", "CP1253" },
	{ "windows1254", "CP1254" },
	{ "windows1255", "CP1255" },
	{ "windows1256", "CP1256" },
	{ "windows1257", "CP1257" },
	{ "windows1258", "CP1258" },
	{ "iso88591", "ISO-8859-1" },
	{ "iso88592", "ISO-8859-2" },
	{ "iso88595", "ISO-8859-5" },
	{ "iso88597", "ISO-8859-7" },
	{ "iso88599", "ISO-8859-9" },
	{ "iso885915", "ISO-8859-15" },
	{ "koi8r", "KOI8-R" },
	{ "koi8u", "KOI8-U" },
	{ "macroman", "MACINTOSH" },
	{ "shiftjis", "SHIFT_JIS" },
	{ "sjis", "SHIFT_JIS" },
	{ "eucjp", "EUC-JP" },
	{ "gbk", "GBK" },
	{ "gb2312", "GB2312" },
	{ "gb18030", "GB18030" },
	{ "big5", "BIG5" },
	{ "euckr", "EUC-KR" },
	{ "cp949", "CP949" },
};

enum { N_NAMES = sizeof(names) / sizeof(*names) };

const char *encoding_usual(size_t i)
{
	return i < N_NAMES ? names[i].usual : NULL;
}

/* Without what people write differently: UTF-8, utf_8, utf8. */
static size_t plain_form(struct text name, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < ENCODING_NAME_MAX - 1; i++) {
		char c = name.at[i];

		if (c == '-' || c == '_' || c == ' ')
			continue;
		out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	out[n] = '\0';
	return n;
}

/* The slashes of iconv's names ask it to leave characters out. */
static bool is_iconv_name(struct text name, char *out)
{
	iconv_t cd;

	if (name.n == 0 || name.n >= ENCODING_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.at[i];

		if (c <= ' ' || c > '~' || c == '/' || c == ',')
			return false;
		out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	out[name.n] = '\0';
	cd = iconv_open("UTF-8", out);
	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

bool encoding_named(struct text name, char *out)
{
	char plain[ENCODING_NAME_MAX];

	if (name.n >= ENCODING_NAME_MAX)
		return false;
	plain_form(name, plain);
	for (size_t i = 0; i < N_NAMES; i++) {
		if (strcmp(plain, names[i].usual) == 0) {
			snprintf(out, ENCODING_NAME_MAX, "%s", names[i].iconv);
			return true;
		}
	}
	return is_iconv_name(name, out);
}

const char *encoding_of_mark(struct text bytes, size_t *length)
{
	static const struct {
		const char *name;
		struct text mark;
	} marks[] = {
		{ "UTF-8", { "\xef\xbb\xbf", 3 } },    { "UTF-32LE", { "\xff\xfe\0\0", 4 } },
		{ "UTF-32BE", { "\0\0\xfe\xff", 4 } }, { "UTF-16LE", { "\xff\xfe", 2 } },
		{ "UTF-16BE", { "\xfe\xff", 2 } },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		*length = marks[i].mark.n;
		if (text_starts(bytes, marks[i].mark))
			return marks[i].name;
	}
	*length = 0;
	return NULL;
}

enum { WIDE_LOOKED_AT = 4096 };

/* Delimiters, digits and line ends are ASCII in any table, and half or three quarters of their bytes are zero. */
const char *encoding_wide(struct text bytes)
{
	size_t zeros[4] = { 0 }, n = (bytes.n < WIDE_LOOKED_AT ? bytes.n : WIDE_LOOKED_AT) / 4 * 4;
	size_t even, odd, least;

	if (bytes.n >= 4 && bytes.n < 8)
		n = 4;
	for (size_t i = 0; i < n; i++)
		zeros[i % 4] += bytes.at[i] == 0;
	n /= 4;
	if (n == 0)
		return NULL;
	/* No character is above U+10FFFF, and few are above U+FFFF. */
	if (zeros[3] == n && zeros[2] * 4 >= n * 3 && zeros[0] * 50 <= n)
		return "UTF-32LE";
	if (zeros[0] == n && zeros[1] * 4 >= n * 3 && zeros[3] * 50 <= n)
		return "UTF-32BE";
	even = zeros[0] + zeros[2];
	odd = zeros[1] + zeros[3];
	/* Of 2 * n characters of two bytes at least a quarter are ASCII; of a few, all. */
	least = n < 4 ? 2 * n : n / 2;
	if (odd >= least && even * 50 <= odd)
		return "UTF-16LE";
	if (even >= least && odd * 50 <= even)
		return "UTF-16BE";
	return NULL;
}

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Is T, shorter than a character, the beginning of one? */
static bool is_beginning(struct text t)
{
	unsigned char first = (unsigned char)*t.at;
	size_t needs = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	for (size_t i = 1; i < t.n; i++)
		if (!is_tail(t.at[i]))
			return false;
	return first >= 0xc2 && first <= 0xf4 && t.n < needs;
}

void encoding_count(struct text piece, bool cut_start, bool cut_end, struct encoding_tally *tally)
{
	size_t at = 0;
	uint32_t code;

	while (cut_start && at < 3 && at < piece.n && is_tail(piece.at[at]))
		at++;
	while (at < piece.n) {
		struct text rest;
		size_t n;

		if ((unsigned char)piece.at[at] < 0x80) {
			at++;
			continue;
		}
		rest = text_from(piece, at);
		n = utf8_decode(rest, &code);
		if (n == 0 && cut_end && rest.n < 4 && is_beginning(rest))
			return;
		tally->good += n > 0;
		tally->bad += n == 0;
		tally->undefined |= n == 0 && memchr("\x81\x8d\x8f\x90\x9d", *rest.at, 5);
		at += n ? n : 1;
	}
}

const char *encoding_likely(const struct encoding_tally *tally)
{
	/* Two letters of a Latin alphabet that look like UTF-8 are rare, but in a large file there are some. */
	bool never = tally->bad && tally->good * 50 <= tally->bad;

	return !never ? "UTF-8" : tally->undefined ? "ISO-8859-1" : "CP1252";
}
