/* nearest.c - the name that somebody may have meant. */
#include "shell/nearest.h"

#include <string.h>

enum { LONGEST = 31 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits from A to B: insert, delete, replace, swap of neighbours. */
static size_t distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	size_t cost[LONGEST + 1][LONGEST + 1];

	if (n > LONGEST || m > LONGEST)
		return LONGEST + 1;
	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			if (!i || !j) {
				cost[i][j] = i + j;
				continue;
			}
			cost[i][j] = least(cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
					   least(cost[i - 1][j], cost[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
		}
	return cost[n][m];
}

const char *nearest(const char *word, name_function *name)
{
	const char *best = NULL, *candidate;
	size_t least_edits = (strlen(word) + 2) / 3 + 1;

	for (size_t i = 0; (candidate = name(i)); i++) {
		size_t edits = distance(word, candidate);

		if (edits < least_edits) {
			least_edits = edits;
			best = candidate;
		}
	}
	return best;
}
