/* What a step was for the customer, in words: what happened, and how the score stands to the one before. */
#include <math.h>

#include "base/take.h"
#include "report/journey.h"

static void add_part(struct buffer *b, const char *words)
{
	buffer_add_c(b, b->n ? ", " : "");
	buffer_add_c(b, words);
}

/* ---- what happened --------------------------------------------------------------------------- */

static void add_facts(const struct customer_journey *c, uint32_t row, struct buffer *b)
{
	static const struct {
		enum role role;
		const char *yes, *no;
	} facts[] = {
		{ ROLE_failure, "a promise was broken", NULL }, { ROLE_abandoned, "gave up waiting", NULL },
		{ ROLE_transferred, "passed on", NULL },	{ ROLE_escalated, "escalated", NULL },
		{ ROLE_reopened, "opened again", NULL },	{ ROLE_resolved, "solved", "not solved" },
		{ ROLE_recovered, "made good", NULL },		{ ROLE_churned, "left", "stayed" },
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		const struct journey_role *r = journey_role(c, facts[i].role);
		double v = r ? journey_number(r, row) : NAN;

		if (v == 1)
			add_part(b, facts[i].yes);
		else if (v == 0 && facts[i].no)
			add_part(b, facts[i].no);
	}
}

/* ---- the score ------------------------------------------------------------------------------- */

/* Scores that speak of the whole first. */
static const enum role scores[] = { ROLE_recommend, ROLE_overall,	ROLE_csat,
				    ROLE_effort,    ROLE_friendliness,	ROLE_emotion,
				    ROLE_ease,	    ROLE_effectiveness, ROLE_expectation };

static double score_before(const struct customer_journey *c, const struct journey_role *r, size_t i)
{
	while (i-- > 0) {
		double v = journey_number(r, c->rows[i].row);

		if (!isnan(v))
			return v;
	}
	return NAN;
}

static const char *kind_of(enum role role, double v)
{
	if (role != ROLE_recommend)
		return NULL;
	return v >= 9 ? "promoter" : v >= 7 ? "passive" : "detractor";
}

static void add_score(const struct customer_journey *c, const struct journey_role *r, size_t i, struct buffer *b)
{
	double v = journey_number(r, c->rows[i].row), before = score_before(c, r, i);
	const char *kind = kind_of(r->role, v);

	buffer_add_c(b, b->n ? "; " : "");
	if (kind)
		buffer_add_c(b, kind);
	else
		buffer_printf(b, "%s %g", role_name(r->role), v);
	if (isnan(before))
		return;
	if (v == before)
		buffer_add_c(b, ", as before");
	else
		buffer_printf(b, ", %s than before (%g)", v > before ? "better" : "worse", before);
}

struct text journey_verdict(const struct customer_journey *c, size_t i)
{
	struct buffer b = { 0 };

	add_facts(c, c->rows[i].row, &b);
	for (size_t k = 0; k < sizeof(scores) / sizeof(*scores); k++) {
		const struct journey_role *r = journey_role(c, scores[k]);

		if (!r || isnan(journey_number(r, c->rows[i].row)))
			continue;
		add_score(c, r, i, &b);
		break;
	}
	return buffer_take(&b, c->environment->arena);
}
