/* embedded.h - text files compiled into the program (generated: see embed.awk). */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *path; /* in the source tree: "src/metric/builtin.cxq" */
	const char *text;
	size_t length;
};

/* Ends with a path of NULL. */
extern const struct embedded embedded_texts[];

#endif
