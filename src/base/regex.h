/* regex.h - regular expressions (PCRE2 with limits on matching work and depth). */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

struct regex;

/* Compile PATTERN (UTF-8; matches ignore case when FOLD) into arena A, where everything of it stays.
 * NULL when it is wrong: *what says why, *at is the byte. */
struct regex *regex_new(struct arena *a, struct text pattern, bool fold, struct text *what, size_t *at);
/* Does the pattern occur in SUBJECT?  A match that would need too much work is no match; *gave_up counts those. */
bool regex_matches(const struct regex *r, struct text subject, size_t *gave_up);

#endif
