/* generate.c - customer interactions as CSV for `make bench-load`: the same bytes on every machine.
 *
 *	generate VARIANT ROWS FILE
 *
 * writes FILE, and what `nps` and `nps by channel` have to say of it to FILE.answers: lines "channel promoters
 * detractors answers", the first one for "(all)".  A row is a function of its number alone, so that
 *
 *	main		16 columns in order of time, no quotes
 *	shuffled	the same rows in random order
 *	quoted		every field quoted, and a topic with doubled quotes, commas and line ends in it
 *	wide		the 16 columns and 84 more: ratings, yes and no, amounts, codes
 *	text		the 16 columns and a comment of 200 to 600 characters
 *
 * differ in their clothes only.  About 0.15 customers per row, of whom some come very often.  Status 1 when FILE cannot
 * be written, 2 for wrong usage. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS = 200, WIDE_MORE = 84, ROW_BYTES = 4096, OUT_BYTES = 1 << 20 };

static const char *const stages[] = { "awareness", "consideration", "purchase",	 "onboarding",
				      "use",	   "service",	    "retention", "advocacy" };
static const char *const channels[] = { "phone", "chat", "email", "store", "web", "app" };
static const char *const types[] = { "help", "visit", "order", "survey", "complaint", "renewal" };
static const char *const products[] = {
	"Aria", "Aria-mini", "Pulse", "Pulse-watch", "Nova", "Nova-pro", "Vela", "Orbit"
};
static const char *const countries[] = { "UK", "US", "DE", "FR", "MX", "ES", "IT", "NL", "PL", "SE", "IN", "JP" };
static const char *const topics[] = { "billing", "late delivery",
				      "battery", "repair, second time",
				      "account", "says \"\"it never worked\"\"",
				      "how-to",	 "first line\nsecond line",
				      "refund",	 "firmware" };
static const char *const words[] = { "the",	 "agent",     "was",	 "very",     "helpful", "but",	   "delivery",
				     "came",	 "late",      "and",	 "nobody",   "knew",	"where",   "my",
				     "order",	 "had",	      "gone",	 "I",	     "called",	"twice",   "before",
				     "somebody", "explained", "it",	 "properly", "great",	"product", "would",
				     "buy",	 "again",     "waiting", "price" };
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum variant { MAIN, SHUFFLED, QUOTED, WIDE, TEXT_HEAVY };

struct tally {
	uint64_t promoters, detractors, answers;
};

struct output {
	FILE *file;
	enum variant variant;
	uint64_t rows;
	struct tally all, by_channel[COUNT(channels)];
	char *at; /* the next byte of the row under way */
	char row[ROW_BYTES];
};

/* splitmix64: a stream per row, from its number. */
static uint64_t mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static uint32_t below(uint64_t *state, uint32_t n)
{
	*state += 0x9e3779b97f4a7c15u;
	return (uint32_t)(((mix(*state) >> 32) * n) >> 32);
}

/* The row that stands at place I of a shuffled file: a Feistel network over the next power of four, walked until it
 * falls into the rows, so that no order has to be kept. */
static uint64_t shuffled(uint64_t i, uint64_t rows)
{
	unsigned half = 1;
	uint64_t mask;

	while ((uint64_t)1 << (2 * half) < rows)
		half++;
	mask = ((uint64_t)1 << half) - 1;
	do {
		uint64_t left = i >> half, right = i & mask;

		for (uint64_t round = 0; round < 4; round++) {
			uint64_t next = left ^ (mix(right * 4 + round) & mask);

			left = right;
			right = next;
		}
		i = left << half | right;
	} while (i >= rows);
	return i;
}

static void add(struct output *o, const char *bytes, size_t n)
{
	memcpy(o->at, bytes, n);
	o->at += n;
}

static void begin(struct output *o)
{
	if (o->at != o->row)
		*o->at++ = ',';
	if (o->variant == QUOTED)
		*o->at++ = '"';
}

static void end(struct output *o)
{
	if (o->variant == QUOTED)
		*o->at++ = '"';
}

static void word(struct output *o, const char *value)
{
	begin(o);
	add(o, value, strlen(value));
	end(o);
}

/* VALUE in at least DIGITS digits. */
static void digits(struct output *o, uint64_t value, unsigned n_digits)
{
	char spelt[20];
	size_t n = 0;

	do
		spelt[sizeof(spelt) - ++n] = (char)('0' + value % 10);
	while ((value /= 10) || n < n_digits);
	add(o, spelt + sizeof(spelt) - n, n);
}

static void number(struct output *o, const char *before, uint64_t value, unsigned n_digits)
{
	begin(o);
	add(o, before, strlen(before));
	digits(o, value, n_digits);
	end(o);
}

static void nothing(struct output *o)
{
	word(o, "");
}

/* VALUE hundredths. */
static void amount(struct output *o, uint64_t value)
{
	begin(o);
	digits(o, value / 100, 1);
	*o->at++ = '.';
	digits(o, value % 100, 2);
	end(o);
}

/* Three years from 2023-01-01, in order of the row's number. */
static void moment(struct output *o, uint64_t i, uint64_t *state)
{
	static const unsigned lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	uint64_t span = 1096 * UINT64_C(86400), step = span / (o->rows + 1);
	uint64_t second =
		(uint64_t)((double)span / (double)(o->rows + 1) * (double)i) + below(state, (uint32_t)step + 1);
	unsigned day = (unsigned)(second / 86400), year = 2023, month = 0;

	for (; day >= (year == 2024 ? 366u : 365u); year++)
		day -= year == 2024 ? 366 : 365;
	for (; day >= lengths[month] + (year == 2024 && month == 1); month++)
		day -= lengths[month] + (year == 2024 && month == 1);
	begin(o);
	digits(o, year, 4);
	*o->at++ = '-';
	digits(o, month + 1, 2);
	*o->at++ = '-';
	digits(o, day + 1, 2);
	*o->at++ = 'T';
	digits(o, second / 3600 % 24, 2);
	*o->at++ = ':';
	digits(o, second / 60 % 60, 2);
	*o->at++ = ':';
	digits(o, second % 60, 2);
	end(o);
}

/* Customers of low rank come often: the density falls with the square root's reciprocal.  The id says nothing of it. */
static void customer(struct output *o, uint64_t *state)
{
	uint64_t n = o->rows * 3 / 20 + 1;
	double u = below(state, UINT32_MAX) / 4294967296.0;

	number(o, "C", mix((uint64_t)((double)n * u * u)) % 90000000, 8);
}

static void answer(struct output *o, unsigned channel, uint64_t *state)
{
	static const unsigned shift[COUNT(channels)] = { 2, 1, 3, 0, 1, 0 };
	unsigned best = below(state, 12), other = below(state, 12), score = best > other ? best : other;
	struct tally *tallies[] = { &o->all, &o->by_channel[channel] };

	if (below(state, 100) >= 55) {
		nothing(o);
		return;
	}
	score = score > 10 ? 10 : score;
	score -= score > shift[channel] ? shift[channel] * (below(state, 3) == 0) : 0;
	for (size_t i = 0; i < COUNT(tallies); i++) {
		tallies[i]->answers++;
		tallies[i]->promoters += score >= 9;
		tallies[i]->detractors += score <= 6;
	}
	number(o, "", score, 1);
}

static void rating(struct output *o, unsigned percent, unsigned low, unsigned n, uint64_t *state)
{
	if (below(state, 100) < percent)
		number(o, "", low + below(state, n), 1);
	else
		nothing(o);
}

static void comment(struct output *o, uint64_t *state)
{
	size_t wanted = 200 + below(state, 401);
	const char *from = o->at + 1;

	begin(o);
	while ((size_t)(o->at - from) < wanted) {
		const char *w = words[below(state, COUNT(words))];

		add(o, w, strlen(w));
		*o->at++ = ' ';
	}
	o->at = (char *)from + wanted;
	o->at -= o->at[-1] == ' ';
}

static void wide(struct output *o, uint64_t *state)
{
	for (unsigned i = 0; i < WIDE_MORE; i++)
		switch (i % 6) {
		case 0:
		case 1:
			rating(o, 60, 0, 11, state);
			break;
		case 2:
			rating(o, 90, 1, 5, state);
			break;
		case 3:
			word(o, below(state, 3) ? "no" : "yes");
			break;
		case 4:
			amount(o, below(state, 100000));
			break;
		default:
			number(o, "k", below(state, 40), 2);
		}
}

static void write_row(struct output *o, uint64_t i)
{
	uint64_t state = mix(i);
	unsigned channel = below(&state, COUNT(channels));

	number(o, "", i + 1, 1);
	customer(o, &state);
	moment(o, i, &state);
	word(o, stages[below(&state, COUNT(stages))]);
	word(o, channels[channel]);
	word(o, types[below(&state, COUNT(types))]);
	number(o, "agent-", below(&state, AGENTS) + 1, 3);
	word(o, products[below(&state, COUNT(products))]);
	word(o, countries[below(&state, COUNT(countries))]);
	answer(o, channel, &state);
	rating(o, 45, 1, 5, &state);
	rating(o, 25, 1, 7, &state);
	number(o, "", below(&state, 1800), 1);
	amount(o, (uint64_t)below(&state, 300) * below(&state, 300));
	word(o, below(&state, 4) ? "yes" : "no");
	if (below(&state, 10) < 3)
		amount(o, below(&state, 50000));
	else
		nothing(o);
	if (o->variant == QUOTED)
		word(o, topics[below(&state, COUNT(topics))]);
	if (o->variant == WIDE)
		wide(o, &state);
	if (o->variant == TEXT_HEAVY)
		comment(o, &state);
}

static void write_header(struct output *o)
{
	static const char *const names[] = { "id",	 "customer", "time",	 "stage",     "channel", "type",
					     "agent",	 "product",  "country",	 "recommend", "csat",	 "effort",
					     "handle_s", "wait_s",   "resolved", "revenue" };
	static const char *const kinds[] = { "likely", "rating", "stars", "flag", "amount", "code" };
	char name[16];

	for (size_t i = 0; i < COUNT(names); i++)
		word(o, names[i]);
	if (o->variant == QUOTED)
		word(o, "topic");
	if (o->variant == TEXT_HEAVY)
		word(o, "comment");
	for (unsigned i = 0; o->variant == WIDE && i < WIDE_MORE; i++) {
		snprintf(name, sizeof(name), "%s_%02u", kinds[i % 6], i / 6 + 1);
		word(o, name);
	}
}

static bool flush_row(struct output *o)
{
	size_t n;

	*o->at++ = '\n';
	n = (size_t)(o->at - o->row);
	o->at = o->row;
	return fwrite(o->row, 1, n, o->file) == n;
}

static bool write_rows(struct output *o)
{
	o->at = o->row;
	write_header(o);
	if (!flush_row(o))
		return false;
	for (uint64_t i = 0; i < o->rows; i++) {
		write_row(o, o->variant == SHUFFLED ? shuffled(i, o->rows) : i);
		if (!flush_row(o))
			return false;
	}
	return true;
}

static void write_tally(FILE *file, const char *of, const struct tally *t)
{
	fprintf(file, "%s %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", of, t->promoters, t->detractors, t->answers);
}

static bool write_answers(const struct output *o, const char *path)
{
	char name[4096];
	FILE *file;

	if (snprintf(name, sizeof(name), "%s.answers", path) >= (int)sizeof(name) || !(file = fopen(name, "w")))
		return false;
	write_tally(file, "(all)", &o->all);
	for (size_t i = 0; i < COUNT(channels); i++)
		write_tally(file, channels[i], &o->by_channel[i]);
	return fclose(file) == 0;
}

static bool generate(struct output *o, const char *path)
{
	static char room[OUT_BYTES];
	bool written;

	o->file = fopen(path, "wb");
	if (!o->file)
		return false;
	setvbuf(o->file, room, _IOFBF, sizeof(room));
	written = write_rows(o);
	return fclose(o->file) == 0 && written && write_answers(o, path);
}

int main(int argc, char **argv)
{
	static const char *const variants[] = { "main", "shuffled", "quoted", "wide", "text" };
	static struct output o;
	char *end_of_rows = NULL;
	size_t v = 0;

	while (argc == 4 && v < COUNT(variants) && strcmp(argv[1], variants[v]) != 0)
		v++;
	if (argc == 4)
		o.rows = strtoull(argv[2], &end_of_rows, 10);
	if (argc != 4 || v == COUNT(variants) || *end_of_rows || o.rows == 0 || o.rows > INT32_MAX) {
		fprintf(stderr, "usage: generate main|shuffled|quoted|wide|text ROWS FILE\n");
		return 2;
	}
	o.variant = (enum variant)v;
	if (generate(&o, argv[3]))
		return 0;
	fprintf(stderr, "generate: %s cannot be written\n", argv[3]);
	return 1;
}
