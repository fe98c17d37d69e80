#include "plan/recovery.h"

#include "base/take.h"

static struct row *role_row(struct scope *s, enum role role, const struct node *at)
{
	struct node name = { .kind = NODE_NAME, .text = text_of(role_name(role)), .span = at->span };
	struct row *r;

	if (s->used_at.source == NULL)
		s->used_at = at->span;
	s->definition_depth++; /* a column of that name does not get in the way of the role */
	r = row_bind_name(s, &name);
	s->definition_depth--;
	return r;
}

static bool is_mapped(const struct scope *s, enum role role)
{
	return s->table->roles[role].column != NULL;
}

static bool needs_roles(struct scope *s, const struct node *report)
{
	static const enum role needed[] = { ROLE_customer, ROLE_time };
	bool fine = true;

	for (size_t i = 0; i < 2; i++)
		if (!is_mapped(s, needed[i])) {
			row_unmapped_role(s, needed[i], report->span);
			fine = false;
		}
	return fine;
}

/* ---- failures and repairs -------------------------------------------------------------------- */

/* ROLE = WANTED; rows where it is not known are neither. */
static struct row *fact(struct scope *s, enum role role, bool wanted, const struct node *at)
{
	struct row *r = row_new(s, ROW_COMPARE, ROW_YESNO, at->span);

	r->op = OP_EQ;
	r->a = role_row(s, role, at);
	r->b = row_constant(s, wanted ? 1 : 0, ROW_YESNO, at->span);
	return r->a ? r : NULL;
}

static bool facts_of_roles(struct scope *s, struct recovery *r, const struct node *report)
{
	bool flagged = is_mapped(s, ROLE_failure) && is_mapped(s, ROLE_recovered);

	if (!flagged && !is_mapped(s, ROLE_resolved)) {
		diagnose(s->errors, STATUS_BAD_INPUT, report->span,
			 "no column tells what failed and what was made good");
		diagnose_help(s->errors, "map the roles failure and recovered, or resolved; or name two steps: "
					 "recovery (resolved = no) -> (resolved = yes)");
		return false;
	}
	r->failure = fact(s, flagged ? ROLE_failure : ROLE_resolved, flagged, report);
	r->repair = fact(s, flagged ? ROLE_recovered : ROLE_resolved, true, report);
	r->no_repair = flagged ? fact(s, ROLE_recovered, false, report) : NULL;
	r->failure_text = flagged ? TEXT("failure = yes") : TEXT("resolved = no");
	r->repair_text = flagged ? TEXT("recovered = yes") : TEXT("resolved = yes");
	return r->failure && r->repair && (!flagged || r->no_repair);
}

static bool facts_of_steps(struct scope *s, struct recovery *r, const struct node *steps)
{
	struct step failure = { 0 }, repair = { 0 };

	if (steps->n_children > 2) {
		diagnose(s->errors, STATUS_BAD_INPUT, node_at(steps, 2)->span,
			 "recovery has two steps: a failure and what makes it good");
		diagnose_help(s->errors, "longer chains are a funnel: funnel a -> b -> c");
		return false;
	}
	if (!step_bind(s, node_at(steps, 0), &failure) | !step_bind(s, node_at(steps, 1), &repair))
		return false;
	r->failure = failure.condition;
	r->repair = repair.condition;
	r->failure_text = failure.label;
	r->repair_text = repair.label;
	return true;
}

/* Longer than any data: so far no calendar arithmetic overflows. */
enum { LENGTH_MAX = 100000 };

static bool bind_within(struct scope *s, struct recovery *r, const struct node *within)
{
	r->within = (struct length){ RECOVERY_WITHIN_DAYS, UNIT_DAY };
	if (!within)
		return true;
	r->within =
		(struct length){ (int64_t)(within->number < LENGTH_MAX ? within->number : LENGTH_MAX), within->unit };
	if (within->number >= 1)
		return true;
	diagnose(s->errors, STATUS_BAD_INPUT, within->span, "a window of zero leaves no time to make anything good");
	diagnose_help(s->errors, "within 30 days");
	return false;
}

/* ---- the score ------------------------------------------------------------------------------- */

static bool default_score(struct scope *s, const struct node *report, struct score *out)
{
	enum role role = is_mapped(s, ROLE_recommend) ? ROLE_recommend : ROLE_csat;
	struct row *r = role_row(s, role, report);

	*out = (struct score){
		.name = text_of(role_name(role)), .kind = AGGREGATE_AVG, .a = r, .factor = 1, .look = SHOW_MEAN
	};
	return r != NULL;
}

static bool score_mentions(const struct score *score, const struct row *step)
{
	const struct column *c = row_only_column(score->a);

	return c && row_mentions(step, c);
}

/* A transactional survey rates the repair itself; where relationship surveys are told apart, they say what it left
 * behind. */
static struct row *relationship_answers(struct scope *s, const struct node *report)
{
	const struct column *c = s->table->roles[ROLE_survey].column;
	struct row *r;
	uint32_t code = UINT32_MAX;

	if (!c || c->type != COLUMN_TEXT)
		return NULL;
	for (uint32_t i = 0; i < c->words->n && code == UINT32_MAX; i++)
		if (text_equal_folded(dictionary_word(c->words, i), TEXT("relationship")))
			code = i;
	if (code == UINT32_MAX)
		return NULL;
	r = row_new(s, ROW_WORDS, ROW_YESNO, report->span);
	r->a = row_column(s, c, NULL, report->span);
	r->codes = ARENA_ARRAY(s->arena, 1, uint32_t);
	r->codes[0] = code;
	r->n_codes = 1;
	return r;
}

static bool bind_score(struct scope *s, struct recovery *r, const struct node *report)
{
	const struct node *of = node_child(report, NODE_OF);

	if (!(of ? score_bind(s, node_at(of, 0), &r->score) : default_score(s, report, &r->score)))
		return false;
	r->tests_score = score_mentions(&r->score, r->failure) || score_mentions(&r->score, r->repair);
	r->asked = relationship_answers(s, report);
	return true;
}

struct recovery *recovery_bind(struct scope *s, const struct node *report, const struct node *query)
{
	struct recovery *r = ARENA_NEW(s->arena, struct recovery);
	const struct node *steps = node_child(report, NODE_STEPS);
	struct period data = { 0 };
	bool fine;

	r->plan = plan_query(s, query);
	if (!r->plan || !plan_uncounted(s, r->plan, report->span, "recovery") ||
	    !plan_unweighted(s, r->plan, node_child(report, NODE_WITH), "recovery") || !needs_roles(s, report))
		return NULL;
	scope_data_period(s, &data);
	r->data_end = data.to;
	fine = steps ? facts_of_steps(s, r, steps) : facts_of_roles(s, r, report);
	fine = fine && bind_score(s, r, report);
	fine &= bind_within(s, r, node_child(report, NODE_WITHIN));
	r->cases = steps ? NULL : s->table->roles[ROLE_case].column;
	r->churned = is_mapped(s, ROLE_churned) ? role_row(s, ROLE_churned, report) : NULL;
	r->plan->notes = s->notes;
	return fine ? r : NULL;
}
