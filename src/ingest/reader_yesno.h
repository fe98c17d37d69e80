/* reader_yesno.h - yes and no as their column spells them, without a look at the other ways to spell them. */
#ifndef INGEST_READER_YESNO_H
#define INGEST_READER_YESNO_H

#include "ingest/reader.h"

/* N fields as 1, 0 or VALUE_MISSING (an empty one) into VALUES; ODD[i] of those that are neither the first spelling of yes
 * nor that of no in FACTS, of whom nothing is said.  Is there any? */
bool read_known_yesno(const struct field *fields, size_t n, const struct facts *facts, int64_t *values, uint8_t *odd);
/* The same of all fields of P; false, and nothing is said of the values, when there is one that is neither. */
bool read_placed_yesno(const struct placed *p, const struct facts *facts, int64_t *values);

#endif
