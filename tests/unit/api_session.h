/* api_session.h - a session whose answers are kept as text, for the tests of the public interface. */
#ifndef UNIT_API_SESSION_H
#define UNIT_API_SESSION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxq.h"

struct heard {
	cxq_session *session;
	char *answers; /* in csv, receipts included */
	size_t n_answers, n_receipts;
	char *errors;
};

static inline void heard_forget(struct heard *h)
{
	free(h->answers);
	free(h->errors);
	h->answers = calloc(1, 1);
	h->errors = calloc(1, 1);
	h->n_answers = h->n_receipts = 0;
}

static inline int heard_open(void **state)
{
	struct heard *h = calloc(1, sizeof(*h));

	h->session = cxq_open();
	assert_non_null(h->session);
	heard_forget(h);
	*state = h;
	return 0;
}

static inline int heard_close(void **state)
{
	struct heard *h = *state;

	cxq_close(h->session);
	free(h->answers);
	free(h->errors);
	free(h);
	return 0;
}

static inline enum cxq_status heard_answer(void *user, const cxq_answer *answer)
{
	const struct cxq_look look = { .format = "csv" };
	struct heard *h = user;
	char *text = NULL, *all;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	enum cxq_status status = cxq_render(answer, &look, out);

	fclose(out);
	all = realloc(h->answers, strlen(h->answers) + n + 1);
	assert_non_null(all);
	h->answers = strcat(all, text);
	free(text);
	h->n_answers += !cxq_answer_is_receipt(answer);
	h->n_receipts += cxq_answer_is_receipt(answer);
	return status;
}

static inline void heard_errors(struct heard *h)
{
	size_t n = 0;
	FILE *out;

	free(h->errors);
	h->errors = NULL;
	out = open_memstream(&h->errors, &n);
	cxq_print_errors(h->session, out);
	fclose(out);
}

/* Forget what was heard, run TEXT. */
static inline enum cxq_status heard_run(struct heard *h, const char *name, const char *text, unsigned flags)
{
	enum cxq_status status;

	heard_forget(h);
	status = cxq_run(h->session, name, text, strlen(text), flags, heard_answer, h);
	heard_errors(h);
	return status;
}

static inline void assert_contains(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

#endif
