/* recovery.h - one pass in the order of customers: what failed, what was made good, what was said and done afterwards.
 */
#ifndef EXEC_RECOVERY_H
#define EXEC_RECOVERY_H

#include "exec/coder.h"
#include "exec/voices.h"
#include "plan/recovery.h"

enum fate { FATE_RECOVERED, FATE_NOT_RECOVERED, FATE_NO_FAILURE, FATES };

struct recovery_group {
	struct voices failures;	      /* with a known outcome; 1: recovered */
	struct voices answers[FATES]; /* NO_FAILURE: of customers who never had one */
	struct voices left[FATES];    /* 1: did; NO_FAILURE: none in the days before */
};

struct recovery_scan {
	struct coder *coders; /* by dimension of the plan */
	struct recovery_group total, *groups;
	size_t n_groups;
	uint32_t *codes;     /* group * dimensions + i */
	bool asked;	     /* only relationship answers count */
	bool varies;	     /* a customer's rows lie in different groups: who never failed belongs to none */
	uint64_t n_unknown;  /* failures without a known outcome */
	uint64_t n_left_out; /* answers that made a step */
	uint64_t n_nobodys;  /* failures of no known customer */
	enum status status;
};

void recovery_run(struct arena *a, const struct recovery *plan, const volatile sig_atomic_t *stop,
		  struct recovery_scan *out);

#endif
