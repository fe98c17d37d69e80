/* What the dates of a column show together. */
#include <string.h>

#include "ingest/moment.h"

void moment_facts_note(struct moment_facts *f, uint32_t signs, uint64_t row, struct text t)
{
	uint32_t news = signs & ~f->signs;

	f->signs |= news;
	for (unsigned s = 0; news; s++, news >>= 1) {
		if (!(news & 1))
			continue;
		f->first[s].row = row;
		f->first[s].n = (uint8_t)(t.n < SIGHTING_BYTES ? t.n : SIGHTING_BYTES);
		memcpy(f->first[s].value, t.at, f->first[s].n);
	}
}

void moment_facts_merge(struct moment_facts *f, const struct moment_facts *more)
{
	for (unsigned s = 0; s < SIGNS; s++)
		if (more->signs >> s & 1 && (!(f->signs >> s & 1) || more->first[s].row < f->first[s].row))
			f->first[s] = more->first[s];
	f->signs |= more->signs;
	f->n_unfit += more->n_unfit;
}

static bool has(const struct moment_facts *f, enum moment_sign s)
{
	return f->signs >> s & 1;
}

/* Two forms of which one leaves the order of day and month to the column: merged files, or dates that a spreadsheet
 * took for others. */
static bool has_two_forms(const struct moment_facts *f, enum moment_sign *first, enum moment_sign *second)
{
	unsigned n = 0;
	bool numbers = false;

	for (unsigned s = SIGN_YEAR_FIRST; s <= SIGN_DOT_2; s++) {
		if (!has(f, (enum moment_sign)s))
			continue;
		numbers |= s >= SIGN_SLASH_4;
		*(n++ ? second : first) = (enum moment_sign)s;
	}
	return numbers && n > 1;
}

enum moment_verdict moment_verdict(const struct moment_facts *f, enum date_order given, enum moment_sign *first,
				   enum moment_sign *second)
{
	if (has(f, SIGN_ZONED) && has(f, SIGN_UNZONED)) {
		*first = SIGN_ZONED;
		*second = SIGN_UNZONED;
		return MOMENT_MIXED_ZONES;
	}
	if (given != ORDER_OPEN)
		return MOMENT_CLEAR;
	*first = SIGN_DAY_FIRST;
	*second = SIGN_MONTH_FIRST;
	if (has(f, SIGN_DAY_FIRST) && has(f, SIGN_MONTH_FIRST))
		return MOMENT_MIXED_ORDER;
	if (has_two_forms(f, first, second))
		return MOMENT_MIXED_FORM;
	*first = *second = SIGN_EITHER;
	return has(f, SIGN_EITHER) && !has(f, SIGN_DAY_FIRST) && !has(f, SIGN_MONTH_FIRST) ? MOMENT_UNDECIDED
											   : MOMENT_CLEAR;
}

enum date_order moment_order(const struct moment_facts *f, enum date_order otherwise)
{
	if (has(f, SIGN_DAY_FIRST) == has(f, SIGN_MONTH_FIRST))
		return otherwise;
	return has(f, SIGN_DAY_FIRST) ? ORDER_DMY : ORDER_MDY;
}

struct text moment_shown(const struct moment_facts *f, enum moment_sign s)
{
	return (struct text){ f->first[s].value, f->first[s].n };
}

const char *date_order_name(enum date_order o)
{
	static const char *const names[] = { "", "dmy", "mdy", "ymd" };

	return names[o];
}
