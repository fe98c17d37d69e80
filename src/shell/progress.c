/* progress.c - draws the line and takes it away again. */
#include "shell/progress.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

enum { QUIET_MS = 500, BETWEEN_MS = 100 };

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p)
{
	p->done = 0;
	p->began = p->drawn = now();
}

void progress_show(void *user, uint64_t done, uint64_t total)
{
	struct progress *p = user;
	double megabytes = (double)done / 1e6, rate;
	int64_t t;

	if (!p->wanted)
		return;
	/* A script may load several files: fewer bytes than before are those of the next one. */
	if (done < p->done)
		progress_begin(p);
	p->done = done;
	t = now();
	if (t - p->began < QUIET_MS || t - p->drawn < BETWEEN_MS)
		return;
	p->drawn = t;
	p->visible = true;
	rate = megabytes / ((double)(t - p->began) / 1000);
	if (total)
		fprintf(stderr, "\r\033[Kloading: %3.0f %%, %.0f of %.0f MB, %.0f MB/s, %.0f s left",
			100 * (double)done / (double)total, megabytes, (double)total / 1e6, rate,
			ceil(((double)total / 1e6 - megabytes) / rate));
	else
		fprintf(stderr, "\r\033[Kloading: %.0f MB, %.0f MB/s", megabytes, rate);
	fflush(stderr);
}

void progress_erase(struct progress *p)
{
	if (!p->visible)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	p->visible = false;
}
