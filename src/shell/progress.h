/* progress.h - one line on stderr during long loads, only on a terminal, only after half a second. */
#ifndef SHELL_PROGRESS_H
#define SHELL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool wanted; /* stderr is a terminal */
	bool visible;
	uint64_t done; /* as last told */
	int64_t began; /* milliseconds */
	int64_t drawn;
};

/* A statement or load begins. */
void progress_begin(struct progress *p);
/* For cxq_on_progress; USER is the struct progress. */
void progress_show(void *user, uint64_t done, uint64_t total);
/* To be called before anything else is printed. */
void progress_erase(struct progress *p);

#endif
