#include "ingest/reader_decimal.h"

#include "base/processor.h"
#include "ingest/load_bytes.h"
#include "ingest/short_words.h"

static void load_fields(const struct field *fields, size_t n, struct short_words *w)
{
	for (size_t i = 0; i < n; i++) {
		struct field f = fields[i];
		uint64_t is_long = f.n > 8;
		size_t length = f.n & (is_long - 1);

		w->odd[i] = is_long | f.doubled | f.is_string;
		w->length[i] = length;
		w->bytes[i] = load_last(f.at, length, EACH_BYTE('0'));
	}
}

/* Where the results go, and what they have shown. */
struct decimals_out {
	int64_t *values;
	uint8_t *units, *odd;
	uint64_t any_odd, digits, places; /* digits before the point and places: the most so far */
};

/* Nothing but arithmetic, the same for all: the compiler does eight of them at once where the processor can. */
FOR_EACH_PROCESSOR static void compute(const struct short_words *restrict w, size_t n, uint64_t point,
				       struct decimals_out *restrict out)
{
	int64_t *restrict values = out->values;
	uint8_t *restrict units = out->units, *restrict odd = out->odd;
	uint64_t any_odd = out->any_odd, most_digits = out->digits, most_places = out->places;

	for (size_t i = 0; i < n; i++) {
		uint64_t v = w->bytes[i], length = w->length[i], x = v ^ EACH_BYTE(point);
		uint64_t first = v >> ((8 - length) & 7) * 8 & 0xff;
		/* The highest bit of the byte that is the point: the lowest of those that are marked. */
		uint64_t marks = (x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80), mark = marks & (0 - marks);
		uint64_t has = mark ? UINT64_MAX : 0, below = (mark >> 7) - 1, behind = ~(below << 8 | 0xff) & has;
		uint64_t places = ((behind & EACH_BYTE(1)) * EACH_BYTE(1)) >> 56;
		uint64_t whole = length - places - (has & 1), empty = length ? 0 : UINT64_MAX, digits, is_odd, fine;

		/* Close the gap: what is before the point moves up by one. */
		v = has ? (v & behind) | (v & below) << 8 | '0' : v;
		digits = ((v & EACH_BYTE(0xf0)) | ((v + EACH_BYTE(6)) & EACH_BYTE(0xf0)) >> 4) ^ EACH_BYTE(0x33);
		v = (v & EACH_BYTE(0x0f)) * 2561 >> 8;
		v = (v & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
		v = (v & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32;
		is_odd = w->odd[i] | (digits != 0) | (places > PLACES_MAX) | ((length != 0) & (whole + places == 0)) |
			 ((whole > 1) & (first == '0'));
		fine = is_odd - 1; /* all bits, or none */
		values[i] = (int64_t)((v & ~empty) | ((uint64_t)VALUE_MISSING & empty));
		units[i] = (uint8_t)places;
		odd[i] = (uint8_t)is_odd;
		any_odd |= is_odd;
		most_digits = (whole & fine) > most_digits ? whole & fine : most_digits;
		most_places = (places & fine) > most_places ? places & fine : most_places;
	}
	out->any_odd = any_odd;
	out->digits = most_digits;
	out->places = most_places;
}

bool read_short_decimals(const struct field *fields, size_t n, char point, int64_t *values, uint8_t *units,
			 uint8_t *odd, unsigned *digits, unsigned *unit)
{
	struct decimals_out out = { .digits = *digits, .places = *unit };
	struct short_words w;

	for (size_t i = 0, k; i < n; i += k) {
		k = n - i < WORDS_AT_ONCE ? n - i : WORDS_AT_ONCE;
		out.values = values + i;
		out.units = units + i;
		out.odd = odd + i;
		load_fields(fields + i, k, &w);
		compute(&w, k, (unsigned char)point, &out);
	}
	*digits = (unsigned)out.digits;
	*unit = (unsigned)out.places;
	return out.any_odd;
}

bool read_placed_decimals_plain(const struct placed *p, char point, int64_t *values, uint8_t *units, unsigned *digits,
				unsigned *unit)
{
	struct decimals_out out = { .digits = *digits, .places = *unit };
	uint8_t odd[WORDS_AT_ONCE];
	struct short_words w;

	out.odd = odd;
	for (size_t i = 0, k; i < p->n_rows && !out.any_odd; i += k) {
		k = p->n_rows - i < WORDS_AT_ONCE ? p->n_rows - i : WORDS_AT_ONCE;
		out.values = values + i;
		out.units = units + i;
		load_placed_plain(p, i, k, &w);
		compute(&w, k, (unsigned char)point, &out);
	}
	*digits = (unsigned)out.digits;
	*unit = (unsigned)out.places;
	return !out.any_odd;
}

bool read_placed_decimals(const struct placed *p, char point, int64_t *values, uint8_t *units, unsigned *digits,
			  unsigned *unit)
{
	return (short_words_gather(p) ? read_placed_decimals_avx512 : read_placed_decimals_plain)(p, point, values,
												  units, digits, unit);
}
