/* word.h - the words of a text in any script: what is one, and how two spellings of it are seen to be the same.
 *
 * A word is a run of letters, digits and the marks on them.  Single apostrophes and hyphens between two of those belong
 * to it (don't, how-to); a French or Italian article or pronoun before an apostrophe does not (l'application is
 * application).  Scripts without blanks between words (Chinese, Japanese, Thai) give one word per run. */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/text.h"

/* Is CODE a letter, a digit or a mark on them? */
bool word_has(uint32_t code);
/* The next word of *REST, in lower case (simple mapping, character by character; accents stay), with ' for every
 * apostrophe and - for every hyphen, replaces what was in WORD; *REST then begins behind it.  False when there is none. */
bool word_next(struct text *rest, struct buffer *word);
/* Append T with every character in lower case; bytes that are no UTF-8 stay as they are. */
void word_fold(struct text t, struct buffer *out);
/* Does a run of letters and digits in FOLDED begin with PART?  Both are folded; PART may go on past the word. */
bool word_begins(struct text folded, struct text part);

#endif
