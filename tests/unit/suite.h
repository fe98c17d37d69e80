/* suite.h - what the unit tests share: cmocka, texts compared, public test vectors if they lie beside the project. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/text.h"

#define SUITES "../shared/suites/"

/* The file of vectors, or the test is skipped. */
static inline FILE *suite_open(const char *path)
{
	FILE *file = fopen(path, "r");

	if (!file)
		skip();
	return file;
}

/* The next line without its end; false at the end of FILE. */
static inline bool suite_line(FILE *file, char **line, size_t *capacity)
{
	ssize_t n = getline(line, capacity, file);

	if (n < 0)
		return false;
	(*line)[strcspn(*line, "\r\n")] = '\0';
	return true;
}

/* Field number I of a line of fields with tabs between; empty when there is none. */
static inline struct text suite_field(const char *line, size_t i)
{
	while (i-- > 0) {
		line += strcspn(line, "\t");
		line += *line == '\t';
	}
	return (struct text){ line, strcspn(line, "\t") };
}

/* The bytes that HEX spells, into OUT. */
static inline struct text suite_bytes(struct text hex, char *out)
{
	unsigned byte;
	size_t n = 0;

	for (size_t i = 0; i + 1 < hex.n; i += 2) {
		assert_int_equal(sscanf(hex.at + i, "%2x", &byte), 1);
		out[n++] = (char)byte;
	}
	return (struct text){ out, n };
}

static inline void assert_text(struct text got, struct text wanted)
{
	if (!text_equal(got, wanted))
		fail_msg("got \"%.*s\", not \"%.*s\"", TEXT_ARGS(got), TEXT_ARGS(wanted));
}

/* What stands in B, which is emptied. */
static inline void assert_written(struct buffer *b, const char *wanted)
{
	assert_false(b->failed);
	assert_text(buffer_text(b), text_of(wanted));
	buffer_clear(b);
}

#endif
