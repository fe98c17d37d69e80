#include "ingest/reader_moment.h"

enum date_order reader_order(const struct reader *r)
{
	return r->order != ORDER_OPEN ? r->order : r->order_used != ORDER_OPEN ? r->order_used : ORDER_DMY;
}

/* A date that only another order reads is no value of a column whose order was declared. */
static bool is_of_order(uint32_t signs, enum date_order order)
{
	static const uint32_t year_last = 1u << SIGN_SLASH_4 | 1u << SIGN_SLASH_2 | 1u << SIGN_DASH_4 |
					  1u << SIGN_DASH_2 | 1u << SIGN_DOT_4 | 1u << SIGN_DOT_2;
	const uint32_t against[] = { [ORDER_OPEN] = 0,
				     [ORDER_DMY] = 1u << SIGN_MONTH_FIRST,
				     [ORDER_MDY] = 1u << SIGN_DAY_FIRST,
				     [ORDER_YMD] = year_last };

	return !(signs & against[order]);
}

bool reader_scan_moment(struct batch *b, struct text t, struct moment *m)
{
	const struct reader *r = b->reader;

	if (r->epoch)
		return scan_epoch(t, r->epoch_unit, m);
	if (!scan_moment(t, b->order, m, &b->memo))
		return r->declared == FAMILY_MOMENT && scan_compact_date(t, m);
	return r->order == ORDER_OPEN || is_of_order(m->signs, r->order);
}

static bool is_declared(const struct batch *b, enum family family, struct text t)
{
	const struct reader *r = b->reader;
	struct moment_memo memo = { 0 };
	struct moment m;

	if (r->declared != FAMILY_NONE)
		return true;
	return family == FAMILY_MOMENT && r->order != ORDER_OPEN && scan_moment(t, b->order, &m, &memo);
}

bool reader_may_leave_out(struct batch *b, enum family family, struct text t)
{
	if (!is_declared(b, family, t))
		return false;
	moment_facts_note(&b->facts.moments, 1u << SIGN_UNFIT, b->first_row + b->stopped_at, t);
	b->facts.moments.n_unfit++;
	return true;
}

enum date_order reader_order_shown(const struct reader *r, const struct batch *b)
{
	return r->order != ORDER_OPEN ? r->order : moment_order(&b->facts.moments, b->order);
}

bool reader_changes_order(struct reader *r, const struct batch *b)
{
	bool changes = b->order != reader_order(r) && (r->facts.moments.signs >> SIGN_EITHER & 1);

	r->order_used = b->order;
	return changes;
}

void reader_keep_refusal(struct batch *b, struct moment_facts *refused)
{
	if (b->facts.moments.signs && b->stopped.n)
		moment_facts_note(&b->facts.moments, 1u << SIGN_UNFIT, b->first_row + b->stopped_at, b->stopped);
	*refused = b->facts.moments;
}

bool reader_moments_are_mixed(const struct reader *r, const struct moment_facts *f)
{
	enum moment_sign first, second;

	return moment_verdict(f, r->order, &first, &second) >= MOMENT_MIXED_ORDER;
}

bool reader_is_undecided(const struct reader *r)
{
	enum moment_sign first, second;

	return r->family == FAMILY_MOMENT &&
	       moment_verdict(&r->facts.moments, r->order, &first, &second) == MOMENT_UNDECIDED;
}
