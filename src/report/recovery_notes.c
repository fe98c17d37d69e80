/* What a recovery report says beside its numbers. */
#include <math.h>

#include "report/derive.h"
#include "report/recovery.h"

struct noting {
	struct environment *environment;
	const struct recovery *plan;
	const struct recovery_scan *scan;
	struct result *result;
};

static struct text count(struct noting *n, double of, const char *one, const char *many)
{
	return derive_count(n->environment, of, one, many);
}

static void note_facts(struct noting *n)
{
	const struct recovery *r = n->plan;
	struct scope scope = report_scope(n->environment);

	result_note(n->result, NOTE_FACT, "failure: %.*s; made good: %.*s of the same %s, within %.*s%s",
		    TEXT_ARGS(r->failure_text), TEXT_ARGS(r->repair_text),
		    r->cases ? "case (customer where there is none)" : "customer",
		    TEXT_ARGS(length_text(&scope, r->within)),
		    r->no_repair && r->plan->n_dimensions ? "; groups are those of the row that tells the outcome"
							  : "");
}

static void note_missing(struct noting *n)
{
	const struct recovery_scan *s = n->scan;

	if (s->n_unknown)
		result_note(n->result, NOTE_FACT, "%.*s left out: %s",
			    TEXT_ARGS(count(n, (double)s->n_unknown, "failure", "failures")),
			    n->plan->no_repair ? "nothing tells what became of them"
					       : "the time to make them good is not over in the data");
	if (s->n_nobodys)
		result_note(n->result, NOTE_FACT, "%.*s of no known customer left out",
			    TEXT_ARGS(count(n, (double)s->n_nobodys, "failure", "failures")));
	if (n->plan->tests_score)
		result_note(n->result, NOTE_FACT,
			    "the steps test %.*s itself: %.*s that made a step left out of the comparison",
			    TEXT_ARGS(n->plan->score.name),
			    TEXT_ARGS(count(n, (double)s->n_left_out, "answer", "answers")));
}

static struct text mean_text(struct noting *n, const struct voices *v)
{
	double answers = v->answers.weight;

	return arena_printf(n->environment->arena, "%.*s (n %.*s)",
			    TEXT_ARGS(derive_number(n->environment, derive_look(n->plan->score.look),
						    answers > 0 ? v->answers.mean : NAN)),
			    TEXT_ARGS(report_thousands(n->environment, (uint64_t)answers)));
}

static void note_scores(struct noting *n)
{
	const struct voices *a = n->scan->total.answers;
	struct text name = n->plan->score.name;

	result_note(n->result, NOTE_FACT,
		    "%.*s in %sanswers up to %d days after the outcome: recovered %.*s, not recovered %.*s; never "
		    "failed %.*s",
		    TEXT_ARGS(name), n->scan->asked ? "relationship " : "", RECOVERY_ANSWER_DAYS,
		    TEXT_ARGS(mean_text(n, &a[FATE_RECOVERED])), TEXT_ARGS(mean_text(n, &a[FATE_NOT_RECOVERED])),
		    TEXT_ARGS(mean_text(n, &a[FATE_NO_FAILURE])));
	if (n->plan->plan->n_dimensions && n->scan->varies)
		result_note(n->result, NOTE_FACT,
			    "the groups are not the customers' own: each is compared with all who never failed");
}

static bool is_enough(const struct noting *n, const struct voices *a)
{
	unsigned min_n = n->plan->plan->settings->min_n;

	return a[FATE_RECOVERED].answers.weight >= min_n && a[FATE_NO_FAILURE].answers.weight >= min_n;
}

static void note_paradox(struct noting *n)
{
	const struct voices *a = n->scan->total.answers;
	double level = n->plan->plan->level, alpha = 1 - level;
	struct paradox p = recovery_paradox(&n->scan->total, &n->scan->total, level);
	enum look look = derive_look(n->plan->score.look);
	const char *verdict;

	if (isnan(p.p))
		return;
	if (!is_enough(n, a))
		verdict = "too few answers for a verdict";
	else
		verdict =
			p.p < alpha
				? "recovered customers answer higher than those who never failed, the recovery paradox"
				: "no recovery paradox is seen";
	result_note(n->result, NOTE_FACT,
		    "recovered - never failed %s%.*s (%g %% interval %.*s to %.*s; Welch's t %.2f, one-sided %.*s): %s",
		    p.test.difference > 0 ? "+" : "", TEXT_ARGS(derive_number(n->environment, look, p.test.difference)),
		    level * 100, TEXT_ARGS(derive_number(n->environment, look, p.test.interval.low)),
		    TEXT_ARGS(derive_number(n->environment, look, p.test.interval.high)), p.test.statistic,
		    TEXT_ARGS(derive_p(n->environment, p.p)), verdict);
}

static struct text left_text(struct noting *n, const struct voices *v)
{
	double decisions = v->answers.weight;

	return arena_printf(
		n->environment->arena, "%.*s (n %.*s)",
		TEXT_ARGS(derive_number(n->environment, LOOK_PERCENT, decisions > 0 ? v->answers.mean : NAN)),
		TEXT_ARGS(report_thousands(n->environment, (uint64_t)decisions)));
}

static void note_churn(struct noting *n)
{
	const struct voices *l = n->scan->total.left;

	if (!n->plan->churned)
		return;
	result_note(n->result, NOTE_FACT,
		    "left within %d days: recovered %.*s, not recovered %.*s; no failure in the days before %.*s",
		    RECOVERY_CHURN_DAYS, TEXT_ARGS(left_text(n, &l[FATE_RECOVERED])),
		    TEXT_ARGS(left_text(n, &l[FATE_NOT_RECOVERED])), TEXT_ARGS(left_text(n, &l[FATE_NO_FAILURE])));
}

static void note_voices(struct noting *n)
{
	const struct recovery_group *g = &n->scan->total;
	double effect = voices_effect(&g->failures);

	for (size_t f = 0; f < FATES; f++)
		effect = fmax(effect, voices_effect(&g->answers[f]));
	if (effect > 1.005)
		result_note(n->result, NOTE_FACT,
			    "%g %% intervals; customers count as one voice (design effect up to %.2f)",
			    n->plan->plan->level * 100, effect);
	else
		result_note(n->result, NOTE_FACT, "%g %% intervals", n->plan->plan->level * 100);
}

void recovery_notes(struct environment *e, const struct recovery *r, const struct recovery_scan *s, struct result *out)
{
	struct noting n = { e, r, s, out };
	bool small = false;

	for (size_t i = 0; i < out->n_rows; i++)
		small |= out->flags[i] & ROW_SMALL;
	derive_note_dates(e, out, r->plan);
	note_facts(&n);
	note_missing(&n);
	note_scores(&n);
	note_paradox(&n);
	note_churn(&n);
	note_voices(&n);
	result_note(out, NOTE_FACT,
		    "groups of customers may differ in more than the failure: this compares them, it proves nothing");
	derive_note_computed(e, out, r->plan);
	derive_note_plan(out, r->plan);
	if (small)
		result_note(out, NOTE_FACT, "* fewer than %u failures", r->plan->settings->min_n);
}
