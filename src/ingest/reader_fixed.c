#include "ingest/reader_fixed.h"

#include "base/processor.h"
#include "ingest/load_bytes.h"
#include "ingest/moment_int.h"

bool fixed_moments_are_likely(const struct facts *facts)
{
	const uint32_t signs = 1u << SIGN_YEAR_FIRST | 1u << SIGN_UNZONED;

	return (facts->moments.signs & signs) == signs &&
	       (facts->unit == MOMENT_DAYS || (facts->unit == MOMENT_SECONDS && facts->digits >= 19));
}

/* Fields cut into two texts of eight bytes, 2021-02- and 09:11:05 (00:00:00 where there is none), and the day between. */
struct cut {
	uint64_t months[BLOCK_ROWS], times[BLOCK_ROWS];
	uint16_t days[BLOCK_ROWS];
};

enum { DATE_BYTES = 10, TIME_BYTES = 19 };

/* What is of another length is cut so that it is no date. */
static void cut_fields(const struct field *fields, size_t n, bool with_time, struct cut *cut)
{
	const uint32_t length = with_time ? TIME_BYTES : DATE_BYTES;

	for (size_t i = 0; i < n; i++) {
		const char *at = fields[i].at;

		cut->months[i] = 0;
		cut->times[i] = load_8("00:00:00");
		cut->days[i] = 0;
		if (fields[i].n != length || fields[i].doubled ||
		    (with_time && at[DATE_BYTES] != 'T' && at[DATE_BYTES] != ' '))
			continue;
		cut->months[i] = load_8(at);
		memcpy(&cut->days[i], at + 8, sizeof(cut->days[i]));
		if (with_time)
			cut->times[i] = load_8(at + DATE_BYTES + 1);
	}
}

/* V is a text against its form, of zeros and signs: 0 if each of its bytes is a digit, and nothing where SIGNS, which has a 9
 * there, has a sign. */
static inline uint64_t strays(uint64_t v, uint64_t signs)
{
	return (v | (v + UINT64_C(0x7676767676767676) + signs)) & UINT64_C(0x8080808080808080);
}

/* Byte i: the number of two digits that begins there. */
static inline uint64_t twos(uint64_t v)
{
	return (v << 3) + (v << 1) + (v >> 8);
}

/* What the texts say, or 0 where they are none of these. */
struct said {
	uint32_t year[BLOCK_ROWS], month[BLOCK_ROWS], day[BLOCK_ROWS];
	uint32_t hour[BLOCK_ROWS], minute[BLOCK_ROWS], second[BLOCK_ROWS];
};

FOR_EACH_PROCESSOR static void take_apart(struct cut *cut, size_t n, struct said *said)
{
	const uint64_t date_form = load_8("0000-00-"), date_signs = UINT64_C(0x0900000900000000);
	const uint64_t time_form = load_8("00:00:00"), time_signs = UINT64_C(0x0000090000090000);

	for (size_t i = 0; i < n; i++) {
		uint64_t date = cut->months[i] ^ date_form, time = cut->times[i] ^ time_form,
			 day = cut->days[i] ^ 0x3030u;
		uint64_t stray = strays(date, date_signs) | strays(time, time_signs) | strays(day, 0);

		date = twos(date);
		time = twos(time);
		said->year[i] = (uint32_t)(date & 0xff) * 100 + (uint32_t)(date >> 16 & 0xff);
		said->month[i] = (uint32_t)(date >> 40 & 0xff);
		said->day[i] = stray ? 0 : (uint32_t)(twos(day) & 0xff);
		said->hour[i] = (uint32_t)(time & 0xff);
		said->minute[i] = (uint32_t)(time >> 24 & 0xff);
		said->second[i] = (uint32_t)(time >> 48 & 0xff);
	}
}

/* The 29 February is read by others. */
static inline uint32_t days_in(uint32_t month)
{
	return month == 2 ? 28 : 30 + ((month + (month >> 3)) & 1);
}

FOR_EACH_PROCESSOR static void convert(struct said *said, size_t n, int64_t length, int64_t *values, uint8_t *odd)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t year = said->year[i], month = said->month[i], day = said->day[i];
		uint32_t of_day = said->hour[i] * 3600 + said->minute[i] * 60 + said->second[i];
		/* Each number below 2^31, and negative where it is out of bounds: their highest bits. */
		uint32_t out = (year - 1) | (month - 1) | (12 - month) | (day - 1) | (days_in(month) - day) |
			       (23 - said->hour[i]) | (59 - said->minute[i]) | (59 - said->second[i]);

		values[i] = (int64_t)days_since_1970(year, month, day) * length + of_day;
		odd[i] = (uint8_t)(out >> 31);
	}
}

bool read_fixed_moments(const struct field *fields, size_t n, bool with_time, int64_t *values, uint8_t *odd)
{
	struct said said;
	struct cut cut;
	bool any = false;

	cut_fields(fields, n, with_time, &cut);
	take_apart(&cut, n, &said);
	convert(&said, n, with_time ? 86400 : 1, values, odd);
	for (size_t i = 0; i < n; i++) {
		if (fields[i].n == 0) {
			values[i] = VALUE_MISSING;
			odd[i] = 0;
		}
		any |= odd[i];
	}
	return any;
}
