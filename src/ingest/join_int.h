/* join_int.h - shared by the join*.c files. */
#ifndef INGEST_JOIN_INT_H
#define INGEST_JOIN_INT_H

#include <setjmp.h>

#include "ingest/join.h"
#include "store/concat.h"

/* Tables on their way to one. */
struct joining {
	const struct load_request *request;
	const struct text *files;
	size_t n_files;
	struct table *old; /* what is made larger; NULL: nothing yet */
	struct lookup *lookups;
	size_t n_lookups;
	const struct lookup *added; /* one of them, not applied before; NULL: none */
	struct diagnostics *errors;
	struct arena scratch;
	struct text file_column;
	struct table **raws; /* of the files */
	struct concat concat;
	struct text type_notes; /* of the types that the files seemed to have */
	struct table *table;
	jmp_buf out_of_memory;
};

/* Fill the type notes by what is planned. */
void join_note_types(struct joining *j);
/* Name, files, parts, rejects and notes of the new table. */
void join_describe(struct joining *j);
bool join_out_of_memory(struct joining *j);
/* No row of the old table has a key of L. */
void join_refuse_strangers(struct joining *j, const struct lookup *l);
void join_refuse_lookup(struct joining *j, const struct lookup *l, enum lookup_fault fault, const size_t rows[2]);

#endif
