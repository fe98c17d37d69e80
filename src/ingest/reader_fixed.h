/* reader_fixed.h - dates 2021-02-01 and times 2021-02-01T09:11:05 (or with a blank), as nearly all are: many at a time. */
#ifndef INGEST_READER_FIXED_H
#define INGEST_READER_FIXED_H

#include "ingest/reader.h"

/* Can fields of a column with FACTS be read so?  Values of this form, in UNIT, then add nothing to the facts. */
bool fixed_moments_are_likely(const struct facts *facts);
/* N <= BLOCK_ROWS fields as days, where WITH_TIME as seconds, since 1970-01-01T00:00, or VALUE_MISSING (an empty one), into
 * VALUES; ODD[i] of those of any other form, or no date at all, of whom nothing is said.  Is there any? */
bool read_fixed_moments(const struct field *fields, size_t n, bool with_time, int64_t *values, uint8_t *odd);

#endif
