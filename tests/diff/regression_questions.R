# regression_questions.R SEED TABLES FOLDER - random tables with questions about drivers and trend, and R's answers.  Into
# FOLDER: the tables as CSV, cxq (statements), queries (their texts, one per answer), r (the answers, each after a line "----"),
# and refused1 ..., scripts whose last statement has drivers that are constant or made of others: cxq has to refuse it.
source("regression.R")
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[3]
set.seed(as.integer(arguments[1]), kind = "Mersenne-Twister", sample.kind = "Rejection")

# Whole numbers 0 .. n - 1.
random <- function(n, size = 1) sample.int(n, size, replace = TRUE) - 1
one_of <- function(values, size = 1) values[1 + random(length(values), size)]
chance <- function(percent) random(100) < percent

# ---- tables: scores lean on who gives them and on the region; months have many rows, few or none

random_days <- function(n) {
	months <- seq(as.Date("2023-01-01"), by = "month", length.out = 44)
	first <- 1 + random(24)
	span <- 3 + random(16)
	used <- first + setdiff(seq_len(span) - 1, random(span))
	days <- months[used[pmin(1 + random(length(used), n), 1 + random(length(used), n))]] + random(28, n)
	if (chance(50)) # the first and the last month are whole
		days[1:2] <- c(months[first], months[first + span] - 1)
	days
}

with_gaps <- function(values, percent) ifelse(random(100, length(values)) < percent, NA, values)

random_table <- function(number) {
	n <- if (chance(85)) 30 + random(150) else 6 + random(12)
	missing <- 6 * random(3)
	customer <- switch(1 + random(3), sample.int(n), with_gaps(random(n, n), missing),
		with_gaps(random(2 + n %/% 6, n), missing))
	lean <- ifelse(is.na(customer), 0, 7 * customer) %% 5
	region <- ifelse(random(3, n) > 0, lean %% 3, random(3, n))
	scores <- list(channel = one_of(c("phone", "chat", "web"), n), region = c("north", "south", "west")[1 + region],
		agent = one_of(c("ann", "bob", "eve", "kim", "max"), n), recommend = random(7, n) + lean,
		csat = 1 + (4 * (random(3, n) + lean)) %/% 6, speed = 2 * lean + random(3, n), tidy = 6 - lean + random(5, n),
		wait_s = ifelse(region == 1, 30, 90) * (5 - lean) + random(200, n), cost = 1000 + random(10000, n) / 100,
		resolved = ifelse(random(5, n) < lean, "yes", "no"), first_contact = one_of(c("yes", "no"), n))
	t <- c(list(id = seq_len(n), day = random_days(n), customer = ifelse(is.na(customer), NA, paste0("C", customer)),
		case = with_gaps(paste0("K", random(1 + n %/% 3, n)), 20)), lapply(scores, with_gaps, missing))
	name <- paste0("t", number)
	file <- file.path(folder, paste0(name, ".csv"))
	columns <- lapply(t, function(values) ifelse(is.na(values), "", as.character(values)))
	if (chance(50))
		columns$day <- paste0(columns$day, sprintf("T%02d:00", random(24, n)))
	writeLines(c(sub("day", "time", paste(names(t), collapse = ",")), do.call(paste, c(columns, sep = ","))), file)
	list(load = paste0("load \"", file, "\" as ", name), rows = t)
}

# ---- what cxq is told, and what it has to answer

statements <- queries <- answers <- character()
n_refused <- 0

say <- function(text) statements <<- c(statements, text)
written <- function(x) ifelse(is.na(x), "", if (is.numeric(x)) sprintf("%.17g", x) else as.character(x))

# COLUMNS: those of the answer; NULL: cxq has to refuse.  BEFORE: what it was told of the table.
ask <- function(query, columns, before) {
	if (is.null(columns)) {
		n_refused <<- n_refused + 1
		writeLines(c(before, query), file.path(folder, paste0("refused", n_refused)))
		return()
	}
	say(query)
	queries <<- c(queries, query)
	answers <<- c(answers, "----", if (length(columns) > 0) do.call(paste, c(lapply(unname(columns), written), sep = ",")))
}

random_settings <- function(days) {
	s <- list(unit = one_of(c("customer", "row", "case")), ci = one_of(c(95, 95, 90)), data = range(days), as_of = max(days))
	given <- chance(25)
	if (given)
		s$as_of <- one_of(s$data) + random(90)
	s$statements <- c(paste("set unit =", s$unit), paste0("set ci = ", s$ci, "%"),
		paste("set as_of =", if (given) s$as_of else "data"))
	s
}

start_of <- function(day, unit) as.Date(as.character(cut(day, unit)))

# Clauses in cxq's words, and the rows and days they leave.
random_clauses <- function(t, s) {
	channel <- if (chance(25)) one_of(c("phone", "chat", "web"))
	inside <- if (is.null(channel)) TRUE else t$channel %in% channel
	a <- s$data[1] - 50 + random(51 + as.integer(s$as_of - s$data[1]))
	b <- a + random(300)
	n <- 2 + random(14)
	range <- switch(one_of(c("since", "during", "from", "last", rep("all", 6))),
		all = list("", s$data),
		since = list(paste(" since", a), c(a, s$as_of)),
		during = list(format(a, " during %Y"), as.Date(format(a, c("%Y-01-01", "%Y-12-31")))),
		from = list(paste(" from", a, "to", b), c(a, b)),
		last = list(paste(" last", n, "months"), c(seq(start_of(s$as_of, "month"), by = "-1 month", length.out = n)[n], s$as_of)))
	days <- range[[2]]
	list(text = paste0(if (!is.null(channel)) paste(" where channel =", channel), range[[1]]), days = days, channel = channel,
		rows = which(inside & t$day >= days[1] & t$day <= days[2]))
}

# ---- drivers

yes <- function(words) as.numeric(words == "yes")
words <- function(column) function(t) factor(t[[column]], unique(na.omit(t[[column]])))

outcomes <- list(csat = function(t) 100 * (t$csat >= 4), nps = function(t) 100 * ((t$recommend >= 9) - (t$recommend < 7)),
	fcr = function(t) 100 * yes(t$first_contact), `share(resolved)` = function(t) yes(t$resolved),
	`avg(recommend)` = function(t) t$recommend, `avg(wait_s)` = function(t) t$wait_s)
predictors <- list(csat = function(t) t$csat, recommend = function(t) t$recommend, nps = outcomes$nps, fcr = outcomes$fcr,
	speed = function(t) t$speed, tidy = function(t) t$tidy, wait_s = function(t) t$wait_s, cost = function(t) t$cost,
	resolved = function(t) yes(t$resolved), channel = words("channel"), region = words("region"), agent = words("agent"),
	weekday = function(t) factor(format(t$day, "%u"), 1:7))
made_of <- list(csat = "csat", nps = c("recommend", "nps"), fcr = "fcr", `avg(recommend)` = c("recommend", "nps"),
	`avg(wait_s)` = "wait_s", `share(resolved)` = "resolved")

# Whole numbers up to 10 that are no role have the scale they show in the whole table.
seen_scale <- function(x) if (diff(range(x, na.rm = TRUE)) >= 2) range(x, na.rm = TRUE) else c(NA, NA)
scales_of <- function(t, names) {
	known <- list(csat = c(1, 5), recommend = c(0, 10), nps = c(-100, 100), fcr = c(0, 100), resolved = c(0, 1),
		speed = seen_scale(t$speed), tidy = seen_scale(t$tidy))
	lapply(names, function(name) if (name %in% names(known)) known[[name]] else c(NA, NA))
}

# Whoever is not known is a voice of his own.
voices <- function(t, unit) {
	known <- if (unit == "row") rep(NA, length(t$id)) else t[[unit]]
	ifelse(is.na(known), paste("row", t$id), known)
}

ask_drivers <- function(t, s, before) {
	clauses <- random_clauses(t, s)
	outcome <- one_of(names(outcomes))
	others <- setdiff(names(predictors), c(made_of[[outcome]], if (!is.null(clauses$channel)) "channel"))
	among <- sample(others, one_of(c(1, 2, 3, 3, 4, 5)))
	top <- if (chance(15)) 1 + random(3) else Inf
	x <- lapply(predictors[among], function(column) column(t)[clauses$rows])
	rows <- drivers(x, outcomes[[outcome]](t)[clauses$rows], scales_of(t, among), voices(t, s$unit)[clauses$rows])
	query <- paste0("drivers of ", outcome, " among ", paste(among, collapse = ", "), clauses$text)
	ask(paste0(query, if (top < Inf) paste(" top", top)), if (!is.null(rows)) head(rows, top), before)
}

# ---- trend: a metric of a table answers for some of its rows with the value and the number of answers it rests on

mean_of <- function(values, statistic = mean) {
	values <- values[!is.na(values)]
	c(if (length(values) > 0) statistic(values) else NA, length(values))
}
of_scores <- function(score, statistic = mean) function(t) {
	score <- score(t)
	list(ranks = !identical(statistic, mean), base = TRUE, answer = function(rows) mean_of(score[rows], statistic))
}
different <- function(x) length(unique(x[!is.na(x)]))
of_rows <- function(t) list(ranks = TRUE, base = FALSE, answer = function(rows) rep(length(rows), 2))
of_customers <- function(t) list(ranks = TRUE, base = FALSE, answer = function(rows) rep(different(t$customer[rows]), 2))
of_rows_per_customer <- function(t) list(ranks = TRUE, base = TRUE, answer = function(rows) {
	n <- different(t$customer[rows])
	c(if (n > 0) length(rows) / n else NA, n)
})
metrics <- list(nps = of_scores(outcomes$nps), csat = of_scores(outcomes$csat), fcr = of_scores(outcomes$fcr),
	`2 * avg(cost)` = of_scores(function(t) 2 * t$cost), `share(resolved)` = of_scores(outcomes$`share(resolved)`),
	`median(wait_s)` = of_scores(outcomes$`avg(wait_s)`, median), `max(speed)` = of_scores(predictors$speed, max),
	interactions = of_rows, customers = of_customers, interactions_per_customer = of_rows_per_customer)

# The mean over customers, each with the value of his rows.
per_customer <- function(metric) function(t) {
	answer <- metric(t)$answer
	value <- function(rows) answer(rows)[1]
	list(ranks = FALSE, base = TRUE, answer = function(rows) mean_of(vapply(split(rows, t$customer[rows]), value, 0)))
}

label_of <- function(start, unit) switch(unit, week = format(start, "%G-W%V"), month = format(start, "%Y-%m"),
	quarter = paste0(format(start, "%Y-"), quarters(start)))

# The columns of one metric; PARTS are the rows of each period.
columns_of <- function(metric, parts, complete, level) {
	answers <- vapply(parts, metric$answer, c(0, 0))
	value <- answers[1, ]
	n <- answers[2, ]
	used <- which(complete & !is.na(value))
	slope <- if (metric$ranks) median_slope(used, value[used], level) else straight_line(used, value[used], n[used], level)
	list(series = c(list(value), if (metric$base) list(n)), slope = lapply(slope, rep, length(value)), n = sum(n))
}

ask_trend <- function(t, s, before) {
	clauses <- random_clauses(t, s)
	unit <- one_of(c("month", "month", "month", "quarter", "week"))
	asked <- sample(names(metrics), one_of(c(1, 1, 2)))
	by <- if (chance(30)) one_of(c("channel", "region"))
	per <- chance(10)
	starts <- seq(start_of(clauses$days[1], unit), clauses$days[2], by = unit)
	ends <- c(starts[-1], seq(tail(starts, 1), by = unit, length.out = 2)[2]) - 1
	complete <- starts >= max(clauses$days[1], s$data[1]) & ends <= min(clauses$days[2], max(s$data[2], s$as_of))
	period <- factor(findInterval(t$day, starts), seq_along(starts))
	line <- if (is.null(by)) rep("", length(t$id)) else t[[by]]
	counted <- lapply(metrics[asked], function(metric) if (per) per_customer(metric)(t) else metric(t))
	lines <- lapply(if (is.null(by)) "" else unique(line[clauses$rows]), function(name) {
		mine <- clauses$rows[line[clauses$rows] %in% name]
		found <- lapply(counted, columns_of, split(mine, period[mine]), complete, s$ci / 100)
		parts <- function(part) unlist(lapply(found, `[[`, part), FALSE)
		if (!is.na(name) || sum(parts("n")) > 0)
			c(list(label_of(starts, unit), rep(name, length(starts))), parts("series"), parts("slope"))
	})
	columns <- do.call(Map, c(c, Filter(length, lines)))
	if (length(columns) > 0) { # of a period, the highest first
		order <- order(columns[[1]], is.na(columns[[3]]), -columns[[3]], columns[[2]])
		columns <- lapply(columns[if (is.null(by)) -2 else TRUE], `[`, order)
	}
	query <- paste0("trend ", paste(asked, collapse = ", "), " by ", paste(c(unit, by), collapse = ", "), clauses$text)
	ask(paste0(query, if (per) " per customer"), columns, before)
}

for (number in seq_len(as.integer(arguments[2]))) {
	table <- random_table(number)
	settings <- random_settings(table$rows$day)
	before <- c("set unknown_values = note", table$load, settings$statements)
	say(before)
	for (question in list(ask_drivers, ask_drivers, ask_trend, ask_trend))
		question(table$rows, settings, before)
}
writeLines(statements, file.path(folder, "cxq"))
writeLines(queries, file.path(folder, "queries"))
writeLines(answers, file.path(folder, "r"))
