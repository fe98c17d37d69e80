/* The statements of the language reference: each parses, and prints to text that parses to the same tree. */
#include "test_lang_common.h"

static void every_example_is_read_back_as_printed(void **state)
{
	static const char *const examples[] = {
		"nps",
		"nps by stage where channel=phone",
		"nps, csat, responses by channel last 30 days",
		"csat where channel in (phone, chat) and not first_contact",
		"nps where plan = \"Premium Plus\" since 2025-01-01",
		"responses by day during 2025-06",
		"nps by month from 2025-01 to 2025-06",
		"nps by week rolling 4 weeks last 12 weeks",
		"contacts by month cumulative this year",
		"nps by month this year vs last year",
		"csat last month vs previous month",
		"nps by store having responses >= 30 sort by nps desc top 10",
		"contacts by topic top 5 with other, share",
		"nps by channel, month top 3 channel this year sort by responses desc with other",
		"nps(where channel = phone) as \"Phone\", nps(where channel = web) as \"Web\",\n"
		"  nps(where channel = phone) - nps(where channel = web) as \"Gap\" by month this year",
		"count(where resolved and first_contact) / count() as fcr format percent by agent",
		"median(wait_minutes where channel=phone) as \"Median wait\" by weekday",
		"csat per customer by plan",
		"nps by cohort quarter, quarter",
		"nps by channel with ci 95%",
		"csat where comment contains refund and score in 0..6",
		"contacts where comment matches \"refu(nd|sed)\" and topic is not missing",
		"contacts where wait_minutes > 10 minutes and score between 0 and 6 by channel",
		"define metric promoter_share as count(where score >= 9) / count(score) format percent better higher "
		"describe \"Share of 9s and 10s\"",
		"promoter_share by plan",
		"define segment vip as plan in (gold, platinum) and tenure_months >= 12",
		"nps where vip by channel",
		"define dimension nps_group as bands of score (0..6 as detractor, 7..8 as passive, 9..10 as promoter)",
		"responses by nps_group with share",
		"define query pulse(ch, since_date = 2025-01-01) as nps, csat by month since $since_date where channel "
		"= $ch",
		"run pulse(ch = phone)",
		"let quiet = (email, \"in-store\")",
		"contacts where channel in $quiet by quarter",
		"contacts where topic != billing by stage last 12 months sort by contacts desc limit 3",
		"load \"interactions.csv\" as interactions mapping customer = cust_id, time = created_at, score = q1",
		"set as_of = 2025-06-30",
		"param ch default phone describe \"Channel to report\"",
		"show values of channel",
		"show metric nps",
		"explain nps by stage where channel = $ch",
		"export nps by month this year to \"nps.csv\"",
		"include \"metrics.cxq\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		assert_round_trip(examples[i]);
}

static void everyday_questions_are_read_back_as_printed(void **state)
{
	static const char *const questions[] = {
		"nps this month with ci",
		"nps by channel with impact",
		"nps by stage vs target 40",
		"nps by stage vs target -5",
		"csat by agent worst 10 with ci",
		"nps by company last month vs previous sort by change limit 5",
		"list time, agent, comment where recommend <= 6 and channel = phone during 2025-03",
		"list customer, contacts per customer having contacts >= 3 last month",
		"customers by contacts per customer",
		"nps with latest per customer",
		"customers by first(nps_group), last(nps_group) per customer",
		"csat by first(channel) per case",
		"median(wait_s) by weekday, hour_of_day where channel = phone",
		"share(wait_s > 5 minutes) by weekday",
		"csat by decile of wait_s where channel = phone",
		"percentile(first_response_s, 90) by team, month",
		"percentile(first_response_s, 90%) by team, month",
		"contacts by reason last month vs previous month top 5 with other, share",
		"contacts by month, channel with share of month",
		"100 * contacts / active_customers by month",
		"avg(outcome) per company by quartile of nps",
		"avg(outcome) per company by quintile of (nps + csat), decile of nps(q12)",
		"nps(q12), nps(q14)",
		"100 * share(since_previous <= 7 days) by contact_number",
		"define order of stage as (awareness, purchase, \"first use\") describe \"the life cycle\"",
		"nps by bands of tenure_months (..11 as new, 12..35 as \"known well\", 36.. as old, (97, 98) as other)",
		"nps by month of created_at, stage where created_at >= 2025-01-01T08:30 order by month desc, -nps asc",
		"csat having responses between 10 and 20 or not (nps is missing and csat in 3..)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++)
		assert_round_trip(questions[i]);
}

static void every_statement_and_operator_is_read_back_as_printed(void **state)
{
	static const char *const statements[] = {
		"nps where a = 1 or b != \"x y\" and not (c < 2 or d <= 3) and e > 4 and f >= `g`",
		"nps where a not in (1, 2..3, ..4, 5.., -6..-2, \"x\", `y`) or b in 2025-01..2025-03 or c in $list",
		"nps where a not between -1 and 1",
		"nps where a is missing and b is not null",
		"nps where a like \"x%\" or a not like \"y\" or a starts with b or a not ends with \"c\" or a ~ \"d\" "
		"or a !~ e",
		"nps where not a and not not b",
		"nps where a - -b * - - c / (d - e - (f - g)) > 2 * (3 + 4)",
		"nps where t > yesterday and t <= today and u >= 3 days ago and v = true and w != false",
		"nps where f() = g(a, b = c, d) and (a + b) * 2 > 3 and (x = 1 or y)",
		"-nps + 3 * (csat - 2%) / $p as x, `odd name` as \"by\" format \"0.0\"",
		"nps by `by`, `month`, `a``b`, in-store, 4g, C-42, größe since 2025",
		"nps through 2025-W07 vs 52 weeks ago",
		"nps before this month vs previous period",
		"nps previous 3 months vs previous",
		"nps last 1 month vs today",
		"nps by stage bottom 2 stage best 3 worst 4 limit 1_000",
		"csat with ci 0.9, weight factor, share of stage, share of month, n, sparse, totals, ci 0",
		"let x = 3",
		"let x = last 3 months",
		"let x = (1..2, 3)",
		"let x = (a)",
		"param n number default 3",
		"param n",
		"param n default (a, b)",
		"param n default last month",
		"load sample",
		"load $file as t",
		"load \"it's \\\"here\\\".csv\"",
		"load \"f.csv\" skipping bad rows missing (\"NA\", 99) as t",
		"load \"f.csv\" as t missing (\"NA\") mapping score = q1 missing (11, 99) scale 1..10, "
		"wait = \"Wait (min)\" in minutes scale -5..5",
		"load \"f.csv\" mapping a = b in seconds, c = `d e` skipping bad rows as t",
		"load \"f\" as t with (delimiter \";\", quote \"'\", header off, skip 2, comment \"#\", decimal \",\", "
		"encoding latin1, dates dmy, missing (\"NA\", 99), types (zip text, \"Opened at\" date, `order` "
		"integer), "
		"quoting off, file column on) skipping bad rows mapping a = b",
		"load \"f\" with (delimiter tab, encoding \"iso8859-1\", dates (opened dmy, missing_since mdy))",
		"load $f missing (1) with (header on)",
		"use t",
		"use `my table`",
		"run pulse",
		"run pulse()",
		"run pulse(a = 1, b = 2025-01-01, c = $d)",
		"show metrics",
		"show segment vip",
		"show dimension nps_group",
		"show order stage",
		"show query pulse",
		"show rejects",
		"show metric `the one`",
		"set format = csv",
		"set as_of = clock",
		"set min_n = 30",
		"set precision = -1",
		"help",
		"help nps",
		"help by",
		"help where",
		"help sort",
		"explain it",
		"export it to $file",
		"quit",
		"export list a, b limit 3 to \"x.csv\"",
		"export t to \"f.csv\"",
		"define query q as list a where b",
		"define query q(a) as nps",
		"define dimension d as a + 1 describe \"x\"",
		"define metric m as net(a >= 9, a < 7) where b family service better lower per case describe \"d\"",
		"define metric top as nps format \"0 %\"",
		"nps where a = 1 by b where c or d",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++)
		assert_round_trip(statements[i]);
}

static void clauses_are_printed_in_one_order(void **state)
{
	(void)state;
	assert_prints("NPS limit 3 WITH n sort by nps where a==1 last 3 months by month vs previous per customer",
		      "NPS by month per customer where a = 1 last 3 months vs previous sort by nps limit 3 with n");
	assert_prints("define metric m as a describe \"x\" better higher where b per c family f",
		      "define metric m as a per c where b family f better higher describe \"x\"");
	assert_prints("load 'f' skipping bad rows as t", "load \"f\" as t skipping bad rows");
}

static void two_where_are_joined_by_and(void **state)
{
	(void)state;
	assert_prints("nps where a or b by c where d", "nps by c where (a or b) and d");
	assert_prints("nps where a and b by c where d and e", "nps by c where a and b and d and e");
}

static void text_is_quoted_only_where_it_must_be(void **state)
{
	(void)state;
	assert_prints("nps as \"Phone\" by `stage` where `a` = `b` and c = d",
		      "nps as Phone by stage where a = `b` and c = d");
	assert_prints("nps as \"by\" by `by`", "nps as \"by\" by `by`");
	assert_prints("nps where a = \"x\\\\d\\n\" and b = '\"'", "nps where a = \"x\\\\d\\n\" and b = \"\\\"\"");
	assert_prints("nps where a matches \"\\d+\"", "nps where a matches \"\\\\d+\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_is_read_back_as_printed),
		cmocka_unit_test(everyday_questions_are_read_back_as_printed),
		cmocka_unit_test(every_statement_and_operator_is_read_back_as_printed),
		cmocka_unit_test(clauses_are_printed_in_one_order),
		cmocka_unit_test(two_where_are_joined_by_and),
		cmocka_unit_test(text_is_quoted_only_where_it_must_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
