#include "ingest/short_words.h"

#include "base/processor.h"
#include "ingest/load_bytes.h"

void load_placed_plain(const struct block *b, size_t column, size_t row, size_t n, struct short_words *w)
{
	const uint32_t *place = b->places + row * b->n_columns + column;

	for (size_t i = 0; i < n; i++, place += b->n_columns) {
		uint32_t from = place[0] + 1, whole = place[1] - from;
		uint64_t is_long = whole > 8;
		size_t length = whole & (is_long - 1);

		w->odd[i] = is_long;
		w->length[i] = length;
		w->bytes[i] = load_last(b->text + from, length, EACH_BYTE('0'));
	}
}

/* The eight bytes before the text can be read when they are on the same page. */
static bool has_room_before(const struct block *b)
{
	return (uintptr_t)b->text % 4096 >= 8;
}

load_placed_words *short_words_loader(const struct block *b)
{
	return processor_level() >= PROCESSOR_AVX512 && has_room_before(b) ? load_placed_avx512 : load_placed_plain;
}
