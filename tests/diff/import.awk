# import.awk - prints the SQL that loads the CSV file -v file into table t of sqlite3, with types, from its header line.
# Empty is missing; yes and no are 1 and 0.
BEGIN {
	split("id recommend csat effort friendliness effectiveness ease emotion expectation wait_s handle_s first_response_s " \
	      "resolution_s sla_target_s", list)
	for (i in list)
		kind[list[i]] = "integer"
	split("revenue cost sentiment weight growth", list)
	for (i in list)
		kind[list[i]] = "real"
	split("invited answered abandoned transferred escalated resolved first_contact reopened failure recovered notified churned", list)
	for (i in list)
		kind[list[i]] = "yesno"
}
NR == 1 {
	n = split($0, columns, ",")
	print ".mode csv"
	print ".import " file " raw"
	printf "create table t as select"
	for (i = 1; i <= n; i++) {
		c = "\"" columns[i] "\""
		value = "nullif(" c ", '')"
		if (kind[columns[i]] == "yesno")
			value = "case " c " when 'yes' then 1 when 'no' then 0 end"
		else if (kind[columns[i]] != "")
			value = "cast(" value " as " kind[columns[i]] ")"
		printf "%s %s as %s", (i > 1 ? "," : ""), value, c
	}
	print " from raw;\ncreate index by_customer on t(customer, time);"
	exit
}
