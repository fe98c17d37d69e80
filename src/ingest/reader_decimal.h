/* reader_decimal.h - short decimals, a block at a time. */
#ifndef INGEST_READER_DECIMAL_H
#define INGEST_READER_DECIMAL_H

#include "ingest/reader.h"

/* The N FIELDS as decimals with the sign POINT: those of at most eight characters without a sign.  VALUES and UNITS (places)
 * are filled, of empty fields with VALUE_MISSING; DIGITS and UNIT are raised to the most before and behind the point.  ODD[i]
 * says that somebody else has to look at field i; the return value, that there are such.  What is found is what
 * scan_decimal finds. */
bool read_short_decimals(const struct field *fields, size_t n, char point, int64_t *values, uint8_t *units,
			 uint8_t *odd, unsigned *digits, unsigned *unit);
/* The same of all fields of P; false, and nothing is said of the values, when there are odd ones. */
typedef bool placed_decimals(const struct placed *p, char point, int64_t *values, uint8_t *units, unsigned *digits,
			     unsigned *unit);
placed_decimals read_placed_decimals;
/* Plain C; and for what short_words_gather holds, held against it. */
placed_decimals read_placed_decimals_plain, read_placed_decimals_avx512;

#endif
