#include "ingest/short_words.h"

#include "base/processor.h"
#include "ingest/load_bytes.h"

void load_placed_plain(const struct placed *p, size_t row, size_t n, struct short_words *w)
{
	for (size_t i = 0; i < n; i++) {
		struct text t = placed_text(p, row + i);
		uint64_t is_long = t.n > 8;
		size_t length = t.n & (is_long - 1);

		w->odd[i] = is_long;
		w->length[i] = length;
		w->bytes[i] = load_last(t.at, length, EACH_BYTE('0'));
	}
}

/* The eight bytes before the text can be read when they are on the same page. */
static bool has_room_before(const struct placed *p)
{
	return (uintptr_t)p->text % 4096 >= 8;
}

bool short_words_gather(const struct placed *p)
{
	return processor_level() >= PROCESSOR_AVX512 && has_room_before(p);
}

load_placed_words *short_words_loader(const struct placed *p)
{
	return short_words_gather(p) ? load_placed_avx512 : load_placed_plain;
}
