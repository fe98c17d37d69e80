/* jsonl_int.h - what the files of jsonl.h share. */
#ifndef INGEST_JSONL_INT_H
#define INGEST_JSONL_INT_H

#include "ingest/jsonl.h"

#define JSONL_NO_KEY UINT32_MAX

/* What a row is made of, in the way of a pass over it: ROW without the line end; the value of column i goes to
 * FIELDS[i * STRIDE], FIELDS NULL: nowhere.  False with fault, fault_at and fault_name set. */
bool jsonl_walk(struct jsonl *j, struct text row, struct field *fields, size_t stride);
/* LENGTH bytes that stay where they are until jsonl_release; NULL when memory ran out. */
char *jsonl_room(struct jsonl *j, size_t length);
/* The key of PARENT spelt SPELLING in the file and KEY without escapes: a new one if the reader learns, else
 * JSONL_NO_KEY with fault set. */
uint32_t jsonl_key_number(struct jsonl *j, uint32_t parent, struct text key, struct text spelling);
/* Key NUMBER has a value (or null) in this row: false with fault set when that is no column.  Key NUMBER has members. */
bool jsonl_key_takes(struct jsonl *j, uint32_t number, bool is_null);
void jsonl_key_opens(struct jsonl *j, uint32_t number);
/* Keep, or forget, what the row learnt: before it there were N_KEYS keys and N columns. */
void jsonl_keep(struct jsonl *j, size_t n_keys, size_t n);
void jsonl_forget(struct jsonl *j, size_t n_keys, size_t n);
/* The next row: what the one before it learnt is no longer needed here, not even for its message. */
void jsonl_begin_row(struct jsonl *j);

#endif
