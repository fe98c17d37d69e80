#include "base/utf8.h"

#include <string.h>

static unsigned byte_at(struct text t, size_t i)
{
	return i < t.n ? (unsigned char)t.at[i] : 0;
}

/* Bytes that a character starting with FIRST takes, 0 when none may start so. */
static size_t length_from(unsigned first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* The second byte carries the whole difference between UTF-8 and overlong forms, surrogates and what lies beyond. */
static bool second_fits(unsigned first, unsigned second)
{
	unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return second >= low && second <= high;
}

/* Bytes at the start of T that could begin a character of LENGTH bytes: LENGTH itself when it is whole. */
static size_t length_present(struct text t, size_t length)
{
	size_t n = 1;

	if (length > 1 && !(t.n > 1 && second_fits(byte_at(t, 0), byte_at(t, 1))))
		return 1;
	while (n < length && n < t.n && (byte_at(t, n) & 0xc0) == 0x80)
		n++;
	return n;
}

size_t utf8_decode(struct text t, uint32_t *code)
{
	static const unsigned first_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	size_t length = t.n ? length_from(byte_at(t, 0)) : 0;

	if (length == 0 || length_present(t, length) < length)
		return 0;
	*code = byte_at(t, 0) & first_bits[length];
	for (size_t i = 1; i < length; i++)
		*code = *code << 6 | (byte_at(t, i) & 0x3f);
	return length;
}

/* Bytes of T before the first that is not ASCII. */
static size_t ascii_length(struct text t)
{
	uint64_t eight[4] = { 0 };
	size_t n = 0;

	/* Most text is little else: 32 bytes at a time. */
	for (; t.n - n >= sizeof(eight); n += sizeof(eight)) {
		memcpy(eight, t.at + n, sizeof(eight));
		if ((eight[0] | eight[1] | eight[2] | eight[3]) & UINT64_C(0x8080808080808080))
			break;
	}
	while (n < t.n && (unsigned char)t.at[n] < 0x80)
		n++;
	return n;
}

bool utf8_valid(struct text t)
{
	uint32_t code;
	size_t n;

	for (t = text_from(t, ascii_length(t)); t.n; t = text_from(t, ascii_length(t))) {
		n = utf8_decode(t, &code);
		if (n == 0)
			return false;
		t = text_from(t, n);
	}
	return true;
}

size_t utf8_repair(struct text t, struct buffer *out)
{
	size_t n, length, replaced = 0;

	for (; t.n; t = text_from(t, n)) {
		n = ascii_length(t);
		if (n == 0) {
			length = length_from(byte_at(t, 0));
			n = length ? length_present(t, length) : 1;
			if (n != length) {
				buffer_add_c(out, "\xef\xbf\xbd");
				replaced++;
				continue;
			}
		}
		buffer_add(out, text_slice(t, 0, n));
	}
	return replaced;
}

size_t utf8_count(struct text t)
{
	uint32_t code;
	size_t n, count = 0;

	for (; t.n; t = text_from(t, n ? n : 1)) {
		n = utf8_decode(t, &code);
		count++;
	}
	return count;
}

struct range {
	uint32_t from, to;
};

bool utf8_is_control(uint32_t code)
{
	static const struct range ranges[] = {
		{ 0x0000, 0x001f },   { 0x007f, 0x009f },   { 0x00ad, 0x00ad }, { 0x061c, 0x061c },
		{ 0x180e, 0x180e },   { 0x200b, 0x200b },   { 0x200e, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f },   { 0xfeff, 0xfeff },   { 0xfff9, 0xfffb }, { 0x1bca0, 0x1bca3 },
		{ 0x1d173, 0x1d17a }, { 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (code >= ranges[i].from && code <= ranges[i].to)
			return true;
	return false;
}

static void add_escape(uint32_t code, struct buffer *out)
{
	if (code == '\n')
		buffer_add_c(out, "\\n");
	else if (code == '\t')
		buffer_add_c(out, "\\t");
	else if (code == '\r')
		buffer_add_c(out, "\\r");
	else if (code < 0x80)
		buffer_printf(out, "\\x%02x", (unsigned)code);
	else
		buffer_printf(out, code > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)code);
}

/* Bytes of printable ASCII at the start of T, the common case. */
static size_t plain_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && t.at[n] >= ' ' && t.at[n] < 0x7f)
		n++;
	return n;
}

/* Bytes of a flag of a region (England, Scotland ...): U+1F3F4, tags, and the closing tag; 0 when there is none. */
static size_t tagged_flag_length(struct text t)
{
	uint32_t code;
	size_t n = utf8_decode(t, &code), more;

	if (n == 0 || code != 0x1f3f4)
		return 0;
	while ((more = utf8_decode(text_from(t, n), &code)) && code >= 0xe0030 && code <= 0xe007a)
		n += more;
	return n > 4 && more && code == 0xe007f ? n + more : 0;
}

void utf8_visible(struct text t, struct buffer *out)
{
	uint32_t code;
	size_t n;

	for (; t.n; t = text_from(t, n)) {
		n = plain_length(t);
		if (n == 0)
			n = tagged_flag_length(t);
		if (n == 0 && (n = utf8_decode(t, &code)) == 0) {
			n = 1;
			buffer_printf(out, "\\x%02x", byte_at(t, 0));
			continue;
		}
		if (n <= 4 && utf8_decode(t, &code) == n && utf8_is_control(code))
			add_escape(code, out);
		else
			buffer_add(out, text_slice(t, 0, n));
	}
}
