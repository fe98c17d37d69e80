/* left.h - long texts, most of them different, that stay in the file they are from.  They would be most of the memory of a
 * table and most questions never look at them.  What is kept is where they are, and a sum by which it shows whether they are
 * still the same; they are read when their column is first asked for. */
#ifndef INGEST_LEFT_H
#define INGEST_LEFT_H

#include "ingest/reader.h"

/* For the texts of one reader in FILE, of which the first block has N_WORDS different ones; where STOP becomes non-zero reading
 * them is given up.  NULL when memory ran out. */
struct left_texts *left_new(struct kept_file *file, uint32_t n_words, const volatile sig_atomic_t *stop);
/* As reader_take. */
bool left_take(struct reader *r, const struct field *fields, size_t n, struct batch *b);
/* As readers_finish: C is read when it is asked for. */
bool left_finish(struct reader *const *readers, size_t n, struct column *c);
/* TEXTS may be NULL. */
void left_free(struct left_texts *texts);

#endif
