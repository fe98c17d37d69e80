#include "ingest/separators.h"

#include "base/processor.h"

#define TARGET
#include "ingest/separators_scan.h"

static inline struct masks look(const char *at, char delimiter, int quote)
{
	struct masks m = { 0 };

	for (unsigned i = 0; i < SEPARATORS_STEP; i++) {
		m.delimiter |= (uint64_t)(at[i] == delimiter) << i;
		m.line_feed |= (uint64_t)(at[i] == '\n') << i;
		m.carriage_return |= (uint64_t)(at[i] == '\r') << i;
		m.quote |= (uint64_t)((unsigned char)at[i] == quote) << i;
	}
	return m;
}

static inline size_t put(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = 0;

	for (; bits; bits &= bits - 1)
		at[n++] = base + (uint32_t)__builtin_ctzll(bits);
	return n;
}

struct separators separators_find_plain(const char *text, size_t n, char delimiter, int quote,
					const struct places *places)
{
	return scan(text, n, delimiter, quote, places);
}

separators_find *separators_choose(void)
{
	static separators_find *const kernels[] = {
		[PROCESSOR_PLAIN] = separators_find_plain,
		[PROCESSOR_AVX2] = separators_find_avx2,
		[PROCESSOR_AVX512] = separators_find_avx512,
	};

	return kernels[processor_level()];
}
