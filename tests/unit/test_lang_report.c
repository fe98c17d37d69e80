/* The reports beside the metric query: their examples, their canonical text, their trees. */
#include "test_lang_common.h"

static void every_example_is_read_back_as_printed(void **state)
{
	static const char *const examples[] = {
		"compare nps for channel=phone vs channel=web last 90 days",
		"compare csat for vip as \"VIP\" vs not vip as \"Others\" by stage with ci 90%",
		"compare nps for last month vs previous month",
		"compare fcr by channel during 2025-Q2",
		"funnel contact -> triage -> resolved within 7 days",
		"funnel contact then (stage=triage and channel=chat) as \"Chat triage\" within 14 days by plan "
		"without churn",
		"paths starting at onboarding up to 4 steps top 5",
		"journey \"C-42\" since 2024-01-01",
		"retention of stage=purchase returning stage=purchase each month for 6 months",
		"drivers of csat among wait_minutes, channel where stage = support",
		"trend csat by month last 12 months",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		assert_round_trip(examples[i]);
}

static void every_form_is_read_back_as_printed(void **state)
{
	static const char *const reports[] = {
		"compare nps",
		"compare nps as x format number, csat by stage vs last year",
		"compare nps for a vs b vs c and d as e",
		"compare nps for since 2025 as new vs before 2025-01-01 as \"old ones\" where a = b last month",
		"compare nps for from 2024-01 to 2024-03 vs this year by a",
		"compare share(a) for top 20% of avg(score) as best vs bottom 20% of avg(score) per company",
		"compare nps for top 5% of spend vs bottom 7% of (a / b) vs top 0.1% of `c d` vs x",
		"compare nps for channel in (a, b) vs (channel = c or d) vs not vip sort by nps top 3 limit 2",
		"compare nps for a between 1 and 2 vs b is missing vs c not in 3..4 vs d contains e",
		"compare nps for a vs b adjusted for reason, quartile of csat, month by plan where c with interaction",
		"compare csat by agent adjusted for cohort month vs target 40",
		"compare nps for last month vs previous month paired by customer by plan",
		"funnel a -> b vs previous",
		"funnel \"a b\" -> `c d` -> (`e`) -> (\"f\") -> g as h -> (i or not j) as \"k l\" vs last month",
		"funnel a -> b strict any order within 90 minutes holding channel without (c = d) top 3 per case",
		"funnel a -> b split after 30 days with unbounded",
		"paths",
		"paths of channel",
		"paths of `my stage` starting at \"a b\" ending at c within 1 week without d with repeats",
		"journey 17",
		"journey ab-3 where a = b last month with n",
		"journey $customer",
		"retention",
		"retention by plan each week",
		"retention returning a or b each quarter for 8 quarters with unbounded",
		"drivers of nps",
		"drivers of nps(where a = b) among wait, csat(where c), (nps + 1), channel top 5 last month",
		"trend nps, csat(where a) as b by week rolling 4 weeks vs target 40 sort by nps",
		"recovery",
		"recovery of recommend",
		"recovery broken -> fixed",
		"recovery of csat (resolved = no) -> (resolved = yes) within 30 days by plan vs last year",
		"recovery within 30 days by plan",
		"why nps during 2025-03 vs previous month",
		"why 100 * share(csat >= 4) by region, plan where a from 2025-01 to 2025-03 vs from 2024-01 to 2024-03 "
		"top 3 with ci 90%",
		"consistency of nps across store",
		"calc nps (110, 70, 20)",
		"needed nps - csat within 5 where a last 3 months with ci 90%, weight w",
		"calc nps (110, 70, 20) as ours vs (170, 129, $d) as \"their branch\" with ci 90%",
		"calc share 450 of 1000 vs 380 of $n",
		"calc mean (-4.2, 0.9, 120)",
		"calc sample nps within 5",
		"calc sample share 5 of 100 within 3%",
		"calc sample mean (0.9) within 0.1 with ci 99%",
		"calc sample share 5 of 100 vs 10 of 100",
		"news",
		"news last week",
		"news by a, b where c during 2025-03 vs previous month with ci 90%",
		"scorecard",
		"scorecard by a where b last month vs last year with weight w",
		"words of comment",
		"words of comment for recommend <= 6 vs recommend >= 9 as \"fans\" where a since 2025-01-01 top 5 with "
		"stopwords",
		"count() by each tag in tags split \";\", month top 3",
		"count() by each month in tags split \", \"",
		"define dimension need as words of comment (\"batter\" as battery, \"wait\" as \"long wait\") describe "
		"\"x\"",
		"consistency of csat - nps across month of sent_at by plan where a sort by nps top 3 with n",
		"consistency of nps across quartile of spend per company",
		"teach",
		"teach nps",
		"teach NPS",
		"teach `by`",
		"teach limit",
		"teach \"small n\"",
		"teach nps by channel",
		"teach journey",
		"teach DRIVERS",
		"teach retention",
		"teach paths of channel",
		"teach compare nps by channel",
		"explain compare nps for a vs b",
		"explain journey \"C-42\"",
		"export paths of channel to \"x.csv\"",
		"export compare nps for a vs from 2024 to 2025 to $file",
		"define query q as funnel a -> b",
		"define query q(a, b = 3) as drivers of nps where c = $a",
		"define query q as compare nps for a = $p vs b",
		"define query q as retention of a returning b",
		"define query q as recovery",
		"nps split after 2 weeks",
		"list a split after 1 day",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(reports) / sizeof(*reports); i++)
		assert_round_trip(reports[i]);
}

static void clauses_are_printed_in_one_order(void **state)
{
	(void)state;
	assert_prints("compare NPS FOR channel=phone vs channel=web with ci 90% last 90 days by stage",
		      "compare NPS for channel = phone vs channel = web by stage last 90 days with ci 90%");
	assert_prints("compare nps for a vs b where c by plan paired  by `customer` adjusted for x,y",
		      "compare nps for a vs b adjusted for x, y paired by customer by plan where c");
	assert_prints("funnel a then b → c as \"x\" top 3 without d by plan holding e strict within 1 days",
		      "funnel a -> b -> c as x within 1 day strict without d holding e by plan top 3");
	assert_prints("paths top 5 up to 4 steps last month ending at b starting at a",
		      "paths starting at a ending at b up to 4 steps last month top 5");
	assert_prints("retention where a for 6 month each month split after 2 week returning b per case",
		      "retention returning b each month for 6 months per case split after 2 weeks where a");
	assert_prints("drivers of a where b where c or d among e", "drivers of a among e where b and (c or d)");
	assert_prints("compare nps for top 7.0% of a vs bottom 28% of b",
		      "compare nps for top 7% of a vs bottom 28% of b");
	assert_prints("TEACH Funnel", "teach funnel");
	assert_prints("nps with ci 7%", "nps with ci 7%");
}

static void segments_are_conditions_periods_and_shares(void **state)
{
	(void)state;
	assert_dumps("compare nps for a = b vs last month as \"M\" vs top 20% of c(d) last 3 days",
		     "compare report\n  items\n    item\n      name nps\n  segments\n    segment\n      compare =\n"
		     "        name a\n        name b\n    segment\n      time last month\n      label M [quoted]\n"
		     "    segment\n      top share 0.2\n        call c\n          name d\n  time last 3 day\n");
	assert_dumps("compare nps vs last year", "compare report\n  items\n    item\n      name nps\n"
						 "  vs\n    last unit year\n");
}

static void steps_are_words_texts_names_and_conditions(void **state)
{
	(void)state;
	assert_dumps("funnel a as x -> \"b c\" -> `d` -> (`e`) -> top split after 30 days",
		     "funnel\n  steps\n    step a\n      label x\n    step b c [quoted]\n      text b c\n"
		     "    step d [quoted]\n      name d [quoted]\n    step\n      name e [quoted]\n"
		     "    step top [keyword]\n  split after 30 day\n");
	assert_dumps("paths of c starting at a without (b) up to 4 steps within 2 hours",
		     "paths\n  of\n    name c\n  starting at\n    step a\n  up to 4\n  within 2 hour\n  without\n"
		     "    step\n      name b\n");
}

static void the_other_reports_have_their_parts(void **state)
{
	(void)state;
	assert_dumps("journey $id per case", "journey\n  parameter id\n  per\n    name case\n");
	assert_dumps("retention of a returning b each month for 6 months",
		     "retention\n  of condition\n    name a\n  returning\n    name b\n  each month\n"
		     "  for periods 6 month\n");
	assert_dumps("drivers of a / b among c, d(where e), (f)",
		     "drivers\n  divide\n    name a\n    name b\n  among\n    name c\n    call d\n      where\n"
		     "        name e\n    brackets\n      name f\n");
	assert_dumps("recovery of a b -> c strict",
		     "recovery\n  of\n    name a\n  steps\n    step b\n    step c\n  strict\n");
	assert_dumps("why nps during 2025-03 vs from 2024-09 to 2025-02",
		     "why\n  name nps\n  time during\n    date 2025-03\n  vs\n    time from\n      date 2024-09\n"
		     "      date 2025-02\n");
	assert_dumps("consistency of nps across month of t by a",
		     "consistency\n  name nps\n  across\n    unit of month\n      name t\n  by\n    name a\n");
	assert_dumps("trend a by month", "trend\n  items\n    item\n      name a\n  by\n    unit month\n");
}

static void a_word_to_teach_is_a_topic_and_perhaps_a_report(void **state)
{
	(void)state;
	assert_dumps("teach", "teach\n");
	assert_dumps("teach nps", "teach nps\n  query\n    items\n      item\n        name nps\n");
	assert_dumps("teach nps as x", "teach\n  query\n    items\n      item\n        name nps\n        label x\n");
	assert_dumps("teach recovery", "teach recovery\n  recovery\n");
	assert_dumps("teach retention each month", "teach\n  retention\n    each month\n");
	assert_dumps("teach Drivers", "teach drivers\n");
	assert_dumps("teach \"small n\"", "teach small n [quoted] [string]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_is_read_back_as_printed),
		cmocka_unit_test(every_form_is_read_back_as_printed),
		cmocka_unit_test(clauses_are_printed_in_one_order),
		cmocka_unit_test(segments_are_conditions_periods_and_shares),
		cmocka_unit_test(steps_are_words_texts_names_and_conditions),
		cmocka_unit_test(the_other_reports_have_their_parts),
		cmocka_unit_test(a_word_to_teach_is_a_topic_and_perhaps_a_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
