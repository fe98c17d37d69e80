#include "render/width.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "render/render.h"

static const uint32_t JOINER = 0x200d, EMOJI_LOOK = 0xfe0f; /* the latter is variation selector 16 */

static bool is_within(uint32_t code, uint32_t from, uint32_t to)
{
	return code >= from && code <= to;
}

static bool is_flag_letter(uint32_t code)
{
	return is_within(code, 0x1f1e6, 0x1f1ff);
}

/* Vowels and finals of a Hangul syllable spelled in letters: they stack on what is before them. */
static bool is_hangul_follower(uint32_t code)
{
	return is_within(code, 0x1160, 0x11ff) || is_within(code, 0xd7b0, 0xd7ff);
}

/* Signs that the library takes for controls but that are drawn: Arabic and Syriac number signs. */
static bool is_number_sign(uint32_t code)
{
	return is_within(code, 0x600, 0x605) || code == 0x6dd || code == 0x70f || code == 0x8e2;
}

static size_t width_alone(uint32_t code)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)code);

	if (is_flag_letter(code))
		return 2;
	if (is_hangul_follower(code))
		return 0;
	return is_number_sign(code) ? 1 : width > 0 ? (size_t)width : 0;
}

/* Characters that can have the look of an emoji; being generous costs nothing, as nobody asks it of others. */
static bool may_be_emoji(uint32_t code)
{
	bool is_key = is_within(code, '0', '9') || code == '#' || code == '*';

	return is_key || code == 0xa9 || code == 0xae || code >= 0x203c;
}

/* What CODE adds inside a cluster whose last character so far is BEFORE: parts of one picture add nothing. */
static size_t width_after(uint32_t before, uint32_t code)
{
	bool is_skin = is_within(code, 0x1f3fb, 0x1f3ff) && may_be_emoji(before);
	bool ends_flag = is_flag_letter(before) && is_flag_letter(code);

	return before == JOINER || is_skin || ends_flag ? 0 : width_alone(code);
}

static bool is_plain(struct text t, size_t i)
{
	return t.at[i] >= ' ' && t.at[i] < 0x7f;
}

/* The look of an emoji takes two columns.  No cluster takes more: what would be wider is seen as two. */
size_t width_step(struct text t, size_t *columns)
{
	uint32_t before, code;
	size_t n, more, width;
	utf8proc_int32_t state = 0;

	if (is_plain(t, 0) && (t.n == 1 || is_plain(t, 1))) {
		++*columns;
		return 1;
	}
	n = utf8_decode(t, &before);
	if (n == 0) {
		++*columns;
		return 1;
	}
	width = width_alone(before);
	while ((more = utf8_decode(text_from(t, n), &code)) &&
	       !utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)code, &state) &&
	       width + width_after(before, code) <= 2) {
		width += width_after(before, code);
		width += code == EMOJI_LOOK && width == 1 && width_alone(before) == 1 && may_be_emoji(before);
		before = code;
		n += more;
	}
	*columns += width;
	return n;
}

size_t render_width(struct text t)
{
	size_t width = 0;

	while (t.n)
		t = text_from(t, width_step(t, &width));
	return width;
}

/* Long names may be broken inside, where there is no blank to break at. */
static bool joins_names(char c)
{
	return c == '_' || c == '/';
}

static struct text without_leading_blanks(struct text t)
{
	while (t.n && *t.at == ' ')
		t = text_from(t, 1);
	return t;
}

static struct line line_of(struct text t)
{
	while (t.n && t.at[t.n - 1] == ' ')
		t.n--;
	return (struct line){ t, render_width(t) };
}

struct line width_next_line(struct text *rest, size_t width)
{
	struct text all = *rest;
	size_t used = 0, n = 0, blank = 0, joint = 0;

	while (n < all.n) {
		size_t more = width_step(text_from(all, n), &used);
		bool is_blank = more == 1 && all.at[n] == ' ';

		if (used > width && n > 0 && !is_blank)
			break;
		n += more;
		if (all.at[n - 1] == ' ')
			blank = n;
		else if (joins_names(all.at[n - 1]))
			joint = n;
		if (used > width)
			break;
	}
	if (n < all.n && (blank || joint))
		n = blank ? blank : joint;
	*rest = without_leading_blanks(text_from(all, n));
	return line_of(text_slice(all, 0, n));
}

struct line width_fitting(struct text t, size_t width)
{
	size_t used = 0, n = 0;

	while (n < t.n) {
		size_t more = width_step(text_from(t, n), &used);

		if (used > width)
			break;
		n += more;
	}
	return line_of(text_slice(t, 0, n));
}

size_t width_longest_part(struct text t)
{
	size_t longest = 0, width = 0;

	while (t.n) {
		size_t n = width_step(t, &width);

		if (t.at[n - 1] != ' ' && width > longest)
			longest = width;
		if (t.at[n - 1] == ' ' || joins_names(t.at[n - 1]))
			width = 0;
		t = text_from(t, n);
	}
	return longest;
}
