#!/bin/sh
# real_files.sh - data sets beside the project (../shared/data), each against its reference results; skipped where they are not.
. tests/tools/check.sh
. tests/tools/agrees.sh
data=../shared/data

here() { # FILE
	[ -r "$data/$1" ] && file=$data/$1 && return
	echo "ok - $1 # SKIP it is not beside the project"
	return 1
}

if here nps_garden_fr/nps.csv; then
	gives 'garden: nps' '53.4161, 13612' "$file" -c nps
	gives 'garden: nps by t' '0, 53.0914, 2976; 1, 50.6989, 2361; 2, 51.9290, 1633; 3, 53.9563, 1327; 4, 53.1390, 892; 5, 54.1975, 810; 6, 56.9270, 794; 7, 58.6275, 510; 8, 56.5455, 550; 9, 55.8, 500; 10, 56.1404, 342; 11, 49.8084, 261; 12, 57.3099, 171; 13, 51.1450, 393; 14, 61.7647, 68; 15, 0, 1; 16, 66.6667, 3; 17, 50, 2; , 55.5556, 18' \
		"$file" -c 'nps by t'
	gives 'garden: a word of the comment' '5.6667, 600' "$file" -c 'nps where explication contains prix'
	gives 'garden: another' '31.4189, 296' "$file" -c 'nps where explication contains caisse'
	gives 'garden: NA is a text unless it is declared' '39.2162, 3802' \
		-c "load \"$file\" missing (\"NA\")" -c 'nps where explication is not missing'
	gives 'garden: value by class' 'detractor, 76799.58, 1194, 64.3213, 1194, 46.95, 1194; passive, 301614.84, 3953, 76.3002, 3953, 54.95, 3953; promoter, 644877.26, 8465, 76.1816, 8465, 53.45, 8465' \
		"$file" -c 'sum(CaTicket), avg(CaTicket), median(CaTicket) by bands of nps (0..6 as detractor, 7..8 as passive, 9..10 as promoter) where nps is not missing'
	gives 'garden: correlation' '0.691081, 13561, 0.811953, 13572' "$file" -c 'corr(nps, satisfaction), corr(nps, intention)'
	gives 'garden: bands of visits' '1-2, 46.4391, 2724; 3-5, 49.2622, 3524; 6-12, 54.8040, 4746; 13+, 63.7510, 2618' \
		"$file" -c 'nps by bands of NbPassageKS (..2 as "1-2", 3..5 as "3-5", 6..12 as "6-12", 13.. as "13+")'
	gives 'garden: another scale' '8.3494, 13893, 1.7643, 13893, 9, 13893' \
		"$file" -c 'avg(satisfaction), stdev(satisfaction), median(satisfaction)'
fi

if here telco_reasons/telco.csv; then
	run cxq -F csv "$file" -c 'count by churn_reason where churn_label = Yes with share'
	same 'telco: 20 reasons' 21 "$(printf '%s\n' "$out" | wc -l)"
	contains 'telco: attitude of support 11.771 %' 'Attitude of support person,220,0.117710005' "$out"
	gives 'telco: csat by contract' 'Two Year, 53.5316, 1883, 3.6856, 1883; One Year, 50.7097, 1550, 3.5787, 1550; Month-to-Month, 31.6898, 3610, 2.8717, 3610' \
		"$file" -c 'csat, csat_mean by contract'
	gives 'telco: csat_mean by `Internet Type`' 'None, 3.8493, 1526; DSL, 3.3008, 1652; Cable, 3.1542, 830; Fiber Optic, 2.9354, 3035' \
		"$file" -c 'csat_mean by `Internet Type`'
	gives 'telco: churn rate' '26.5370, 7043' "$file" -c churn_rate
	gives 'telco: churn rate by score' '1, 100, 922; 2, 100, 518; 3, 16.0976, 2665; 4, 0, 1789; 5, 0, 1149' \
		"$file" -c 'churn_rate by satisfaction_score'
	gives 'telco: value lost' 'Competitor, 64528.75, 841, 3513288, 841; Dissatisfaction, 22484.20, 303, 1258595, 303; Attitude, 22275.65, 314, 1306672, 314; Other, 15091.10, 200, 797856, 200; Price, 14751.15, 211, 878845, 211' \
		"$file" -c 'sum(`Monthly Charge`), sum(CLTV) by churn_category where churn_label = yes'
	unknown="load \"$file\" as telco mapping churn_reason = \"Churn Reason\" missing (\"Don't know\")"
	gives 'telco: reasons with bounds for the unknown' 'Competitor had better devices, 313, 0.1800, 1739, 0.1626, 0.1987, 0.1675, 0.2370; Competitor made better offer, 311, 0.1788, 1739, 0.1615, 0.1976, 0.1664, 0.2360; Attitude of support person, 220, 0.1265, 1739, 0.1117, 0.1430, 0.1177, 0.1873' \
		-c "$unknown" -c 'churn by churn_reason with bounds top 3'
	gives 'telco: median' 'Stayed, 4530.1892, 4720, 4666, 4720; Churned, 4149.4147, 1869, 4238, 1869; Joined, 4082.6740, 454, 4132, 454' \
		"$file" -c 'avg(cltv), median(cltv) by customer_status'
	gives 'telco: bands of tenure' '0-12, 2.8939, 2186; 13-24, 3.2148, 1024; 25-48, 3.3639, 1594; 49-72, 3.5167, 2239' \
		"$file" -c 'csat_mean by bands of tenure_in_months (0..12 as "0-12", 13..24 as "13-24", 25..48 as "25-48", 49..72 as "49-72")'
fi

if here callcenter_pwc/Call-Center-Dataset.csv; then
	gives 'calls: csat' '49.9013, 4054, 3.4036, 4054' "$file" -c 'csat, csat_mean'
	gives 'calls: by agent' 'Martha, 52.7237, 514, 3.4708, 514; Stewart, 51.3627, 477, 3.4004, 477; Becky, 50.4836, 517, 3.3714, 517; Jim, 50, 536, 3.3937, 536; Dan, 49.9044, 523, 3.4474, 523; Diane, 49.1018, 501, 3.4052, 501; Greg, 48.0080, 502, 3.4044, 502; Joe, 47.5207, 484, 3.3306, 484' \
		"$file" -c 'csat, csat_mean by agent'
	gives 'calls: by month' '2021-01, 50.2405, 1455, 3.4543, 1455; 2021-02, 50.5393, 1298, 3.3775, 1298; 2021-03, 48.8855, 1301, 3.3728, 1301' \
		"$file" -c 'csat, csat_mean by month'
	gives 'calls: by topic' 'Payment related, 50.9780, 818; Contract related, 50.3169, 789; Technical Support, 50.1863, 805; Streaming, 49.2326, 847; Admin Support, 48.8050, 795' \
		"$file" -c 'csat by topic'
	gives 'calls: answered, resolved' '0.8108, 5000, 0.7292, 5000' "$file" -c 'share(answered), share(resolved)'
	gives 'calls: speed of answer' '67.5207, 4054, 68, 4054, 114, 4054' "$file" -c 'asa, median(wait), percentile(wait, 90)'
	gives 'calls: within a minute' '44.3019, 4054' "$file" -c 'param answer_within default 60 seconds' -c service_level_2
	for calls in Call-Center-Dataset.csv call.csv; do
		gives "calls: by hour, $calls" '9, 547; 10, 529; 11, 590; 12, 547; 13, 594; 14, 499; 15, 531; 16, 566; 17, 583; 18, 14' \
			-c "load \"$data/callcenter_pwc/$calls\" mapping time = Date + Time" -c 'count() by hour_of_day'
	done
	gives 'calls: times of 1900 are no dates' '2021-01, 1772; 2021-02, 1616; 2021-03, 1612' "$data/callcenter_pwc/call.csv" -c 'count() by month'
	printf 'csat by agent\nbogus\ncsat\n' >"$scratch/script"
	cxq "$file" <"$scratch/script" >"$scratch/out" 2>"$scratch/errors"
	same 'calls: a wrong name anywhere stops a script before it starts' 2: "$?:$(cat "$scratch/out")"
	same 'calls: one error' 1 "$(grep -c error "$scratch/errors")"
	contains 'calls: with its place' ':2:1: error: no metric is named bogus' "$(cat "$scratch/errors")"
fi

if here airline_satisfaction/airline_passenger_satisfaction.csv; then
	gives 'airline: satisfied by class' 'Business, 69.4434, 62160; Economy Plus, 24.6414, 9411; Economy, 18.7673, 58309' \
		"$file" -c '100 * share(satisfaction = Satisfied) by class'
	gives 'airline: by two columns' 'Business, Business, 72.0376, 59487; Business, Personal, 11.7097, 2673; Economy, Business, 29.9478, 25304; Economy, Personal, 10.1954, 33005; Economy Plus, Business, 39.2697, 4902; Economy Plus, Personal, 8.7381, 4509' \
		"$file" -c '100 * share(satisfaction = Satisfied) by class, type_of_travel sort by class, type_of_travel'
	gives 'airline: a touchpoint, 0 left out' '50.8580, 126800, 3.3316, 126800, 1.2671, 126800' \
		"$file" -c 'csat(online_boarding), avg(online_boarding), stdev(online_boarding) where online_boarding > 0'
	gives 'airline: delays' '14.7137, 129880, 0, 129880, 44, 129880, 0.221258, 129880' \
		"$file" -c 'avg(departure_delay), median(departure_delay), percentile(departure_delay, 90), share(departure_delay > 15)'
	gives 'airline: missing delays' '15.0911, 129487' "$file" -c 'avg(arrival_delay)'
	gives 'airline: distance' 'Business, 1676.0883, 62160, 1589, 62160; Economy Plus, 747.0892, 9411, 590, 9411; Economy, 743.9982, 58309, 600, 58309' \
		"$file" -c 'avg(flight_distance), median(flight_distance) by class'
fi

if here support_tickets/customer_support_tickets.csv; then
	gives 'tickets: records of several lines' 8469 "$file" -c 'count()'
	gives 'tickets: csat' '39.2560, 2769, 2.9913, 2769, 1.4070, 2769' "$file" -c 'csat, csat_mean, stdev(csat)'
	gives 'tickets: by channel' 'Chat, 41.5430, 674, 3.0831, 674; Email, 39.5833, 720, 2.9639, 720; Phone, 38.4949, 691, 2.9522, 691; Social media, 37.4269, 684, 2.9693, 684' \
		"$file" -c 'csat, csat_mean by channel'
	gives 'tickets: by type' 'Billing inquiry, 41.7279, 544; Cancellation request, 40.1163, 516; Product inquiry, 39.7749, 533; Refund request, 37.9195, 596; Technical issue, 37.0690, 580' \
		"$file" -c 'csat by ticket_type'
	gives 'tickets: critical ones' 'Chat, 46.0606, 165; Phone, 37.0370, 189; Social media, 36.6120, 183; Email, 34.9206, 189' \
		"$file" -c 'csat by channel where ticket_priority = Critical'
	gives 'tickets: a word of the description' 158 "$file" -c 'count() where ticket_description contains refund'
	gives 'tickets: top 5 subjects' 'Refund request, 576; Software bug, 574; Product compatibility, 567; Delivery problem, 561; Hardware issue, 547' \
		"$file" -c 'count() by ticket_subject top 5'
fi

if here it_incidents/IT_Incident_Data.csv; then
	gives 'incidents: rows and incidents' '119998, 20769' "$file" -c 'count(), distinct(number)'
	gives 'incidents: states' 'Active, 33582; New, 30229; Resolved, 21500; Closed, 20825; Awaiting User Info, 12884; Awaiting Vendor, 557; Awaiting Problem, 400; Awaiting Evidence, 19; -100, 2' \
		"$file" -c 'count() by incident_state'
	gives 'incidents: contact type' 'Phone, 119879; Email, 119' "$file" -c 'count() by contact_type'
	gives 'incidents: unknown assignees' 23030 "$file" -c 'count() where assigned_to = Unknown'
	known="load \"$file\" missing (\"Unknown\") mapping case = number"
	gives 'incidents: 24.6 hours to resolve, 60.6433 % in time' '24.6, 19351, 60.6433, 20769' \
		-c "$known" -c 'median(resolved_at - opened_at) / 3600, sla with latest per case'
	gives 'incidents: hours by priority' '1 - Critical, 279.1818, 220, 78.1667, 220; 2 - High, 170.4248, 337, 48.3167, 337; 3 - Moderate, 182.6347, 18226, 24.2917, 18226; 4 - Low, 324.3042, 568, 22.8500, 568' \
		-c "$known" -c 'avg(resolved_at - opened_at) / 3600, median(resolved_at - opened_at) / 3600 by priority with latest per case sort by priority'
	gives 'incidents: opened per month' '2016-02, 207; 2016-03, 8995; 2016-04, 7934; 2016-05, 3633' \
		-c "$known" -c 'distinct(number) by month'
	run cxq --echo "$file" -c 'count()'
	contains 'incidents: why a column of dates is text' 'resolved_at stays text: "Unknown" (line 175) is no date' "$out"
fi

# The same answers, spelt 01-09-2021 and 01/09/21: days past 12 say that the day comes first.
for file in NPStimeseries_dmydash.csv NPStimeseries_dmyslash.csv; do
	here "nps_retail_bank/$file" || continue
	gives "$file: nps" '11.8, 5000' "$file" -c nps
	gives "$file: by market" 'MEX, 17.1013, 1649; US, 9.9326, 1631; UK, 8.4884, 1720' "$file" -c 'nps by market'
	gives "$file: by month" '2021-01, 13.2558, 430; 2021-02, 10.0503, 398; 2021-03, 19.0594, 404; 2021-04, 9.4629, 391; 2021-05, 15.8730, 441; 2021-06, 8.7282, 401; 2021-07, 9.7252, 473; 2021-08, 9.5349, 430; 2021-09, 10.4762, 420; 2021-10, 8.3333, 396; 2021-11, 12.0192, 416; 2021-12, 15, 400' \
		"$file" -c 'nps by month'
	gives "$file: by quarter" '2021-Q1, 14.1234, 1232; 2021-Q2, 11.5166, 1233; 2021-Q3, 9.9017, 1323; 2021-Q4, 11.7987, 1212' \
		"$file" -c 'nps by quarter'
done

# A clear error, a status, nothing half done.
if here callcenter_pwc/Call-Center-Dataset.csv; then
	run cxq "$file" -c 'csat by hour_of_day'
	same 'calls: a date has no hours' 2: "$status:$out"
	contains 'calls: and it says so' 'holds days; there is no hour in it' "$errors"
	run cxq "$file" -c nps
	contains 'calls: a role that is not there' 'no column is mapped to the role recommend (a score from 0 to 10)' "$errors"
fi
finish
