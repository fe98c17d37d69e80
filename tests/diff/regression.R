# regression.R - what drivers and trend have to say, worked out by R's own cor, lm, anova, svd, cor.test and distributions.

varies <- function(x) length(unique(x)) > 1
squares <- function(x) sum((x - mean(x))^2)

# ---- drivers: of the outcome y, among a list x of numbers and factors

# R^2 of y on the columns of a matrix.
explained <- function(y, columns) 1 - sum(lm.fit(cbind(1, columns), y)$residuals^2) / squares(y)

# One driver, over the rows that have it and the outcome.
alone <- function(x, y) {
	both <- !is.na(x) & !is.na(y)
	x <- x[both]
	y <- y[both]
	row <- c(n = length(x), varies = varies(x), r = NA, eta2 = NA, performance = if (is.factor(x)) NA else mean(x))
	if (varies(x) && varies(y))
		row[if (is.factor(x)) "eta2" else "r"] <- if (is.factor(x)) explained(y, model.matrix(~ droplevels(x))[, -1]) else cor(x, y)
	row
}

# Answers of one voice are alike: how many of them count for one, on average.
design_effect <- function(y, voice) {
	effect <- sum(rowsum(y - mean(y), voice)^2) / squares(y)
	if (is.finite(effect) && effect > 1 + 1e-9) effect else 1
}

# The most frequent value gets no column of its own; of equally frequent ones the first.
with_reference <- function(x) {
	if (!is.factor(x) || length(x) == 0)
		return(x)
	x <- droplevels(x)
	relevel(x, which.max(table(x)))
}

# Johnson (2000): y on the orthogonal columns nearest to the predictors, and these on the predictors.
johnson <- function(y, columns) {
	s <- svd(scale(columns))
	nearest <- s$u %*% t(s$v)
	drop(cor(columns, nearest)^2 %*% cor(nearest, y)^2)
}

orders <- function(items) {
	if (length(items) < 2)
		return(list(items))
	do.call(c, lapply(seq_along(items), function(i) lapply(orders(items[-i]), function(rest) c(items[i], rest))))
}

# What each driver, with all its columns, adds to R^2, averaged over all orders in which drivers can come in.
shapley <- function(y, columns, driver) {
	n <- max(driver)
	sets <- lapply(seq_len(2^n - 1), function(set) bitwAnd(set, 2^(seq_len(n) - 1)) > 0)
	known <- c(0, sapply(sets, function(set) explained(y, columns[, set[driver]])))
	added <- sapply(orders(seq_len(n)), function(order) diff(known[cumsum(c(1, 2^(order - 1)))])[order(order)])
	rowMeans(matrix(added, n))
}

# The F of what LARGER has before SMALLER; R has none for nothing.
added <- function(smaller, larger) max(0, anova(smaller, larger)$F[2], na.rm = TRUE)

# What the regression says of each driver; N: how many of its rows count.
coefficients_of <- function(x, y, n) {
	data <- data.frame(y, x)
	fit <- lm(y ~ ., data)
	if (anyNA(coef(fit)))
		return(NULL)
	t <- summary(fit)$coefficients[-1, "t value"]
	columns <- model.matrix(fit)[, -1, drop = FALSE]
	driver <- attr(model.matrix(fit), "assign")[-1]
	df <- n - length(t) - 1
	fewer <- df / fit$df.residual # than t and F take for granted
	rows <- sapply(seq_along(x), function(i) {
		mine <- driver == i
		p <- if (sum(mine) == 1) 2 * pt(-abs(t[mine]) * sqrt(fewer), df)
			else pf(added(lm(y ~ ., data[-(i + 1)]), fit) * fewer, sum(mine), df, lower.tail = FALSE)
		if (is.factor(x[[i]]))
			return(c(NA, p, NA))
		r2 <- if (all(mine)) 0 else explained(columns[, mine], columns[, !mine])
		c(coef(fit)[-1][mine] * sd(x[[i]]) / sd(y), p, 1 / (1 - r2))
	})
	r2 <- explained(y, columns)
	if (1 - r2 < 1e-13) # nothing is left to test by
		rows[2, ] <- NA
	shares <- rbind(rowsum(johnson(y, columns), driver)[, 1], shapley(y, columns, driver)) / if (r2 > 1e-13) r2 else NA
	data.frame(beta = rows[1, ], p = rows[2, ], vif = rows[3, ], johnson = shares[1, ], shapley = shares[2, ])
}

# All drivers next to each other, over the rows that have all; NULL where one of them is constant or made of others.
together <- function(x, y, voice) {
	none <- data.frame(beta = NA, p = NA, vif = NA, johnson = NA, shapley = NA)[rep(1, length(x)), ]
	whole <- Reduce(`&`, lapply(c(list(y), x), Negate(is.na)))
	y <- y[whole]
	x <- lapply(x, function(x) with_reference(x[whole]))
	constant <- !sapply(x, varies)
	if (sum(whole) > 1 && any(constant & sapply(x, is.factor)))
		return(NULL)
	n <- sum(whole) / design_effect(y, voice[whole])
	if (n < 2 - 1e-9 + sum(sapply(x, function(x) if (is.factor(x)) nlevels(x) - 1 else 1)) || !varies(y))
		return(none)
	if (any(constant)) NULL else coefficients_of(x, y, n)
}

# Martilla and James (1977), of the drivers that have a scale: its lowest and highest value.
quadrants <- function(rows, scales) {
	place <- (rows$performance - sapply(scales, `[`, 1)) / sapply(scales, diff)
	place <- ifelse(rows$r < -1e-14, 1 - place, place + 0 * rows$r)
	rated <- !is.na(place) & !is.na(rows$johnson)
	important <- rows$johnson >= mean(rows$johnson[rated]) - 1e-12
	good <- place >= mean(place[rated]) - 1e-12
	ifelse(!rated | sum(rated) < 2, NA, ifelse(important, ifelse(good, "keep up the good work", "concentrate here"),
		ifelse(good, "possible overkill", "low priority")))
}

# The rows of the report, strongest first; NULL where cxq has to refuse.
drivers <- function(x, y, scales, voice) {
	single <- as.data.frame(t(sapply(x, alone, y)))
	joint <- if (!any(single$n > 1 & !single$varies)) together(x, y, voice)
	if (is.null(joint))
		return(NULL)
	rows <- data.frame(driver = names(x), single[c("n", "r", "eta2")], joint, single["performance"])
	rows$quadrant <- quadrants(rows, scales)
	strength <- round(sqrt(pmax(0, ifelse(is.na(rows$r), rows$eta2, rows$r^2))), 12)
	rows[order(is.na(strength), -strength), ]
}

# ---- trend: slope, its limits and p of the values y of the periods x

straight_line <- function(x, y, n, level) {
	if (length(y) < 2)
		return(c(NA, NA, NA, NA))
	fit <- lm(y ~ x, weights = n)
	if (length(y) < 3 || deviance(fit) <= 1e-24 * sum(n * y^2)) # nothing is left to test by
		return(c(coef(fit)[2], NA, NA, NA))
	c(coef(fit)[2], confint(fit, level = level)[2, ], summary(fit)$coefficients[2, 4])
}

# Sen (1968); ranks of the limits, rounded outwards, from Gilbert (1987), 16.5.
median_slope <- function(x, y, level) {
	n <- length(y)
	if (n < 2)
		return(c(NA, NA, NA, NA))
	slopes <- outer(y, y, "-") / outer(x, x, "-")
	slopes <- sort(slopes[lower.tri(slopes)])
	ties <- table(y)
	variance <- (n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18
	off <- qnorm((1 + level) / 2) * sqrt(variance)
	ranks <- c(floor((length(slopes) - off) / 2), ceiling((length(slopes) + off) / 2 + 1))
	limits <- if (ranks[1] >= 1 && ranks[2] <= length(slopes)) slopes[ranks] else c(NA, NA)
	test <- if (n > 2 && varies(y)) cor.test(x, y, method = "kendall", exact = FALSE, continuity = TRUE)
	c(median(slopes), limits, if (is.null(test)) NA else test$p.value)
}
