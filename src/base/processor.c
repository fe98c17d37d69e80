#include "base/processor.h"

#include <stdlib.h>
#include <string.h>

static enum processor_level find_level(void)
{
#if defined(__x86_64__)
	__builtin_cpu_init();
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2") ||
	    !__builtin_cpu_supports("popcnt"))
		return PROCESSOR_PLAIN;
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
	    __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2"))
		return PROCESSOR_AVX512;
	return PROCESSOR_AVX2;
#else
	return PROCESSOR_PLAIN;
#endif
}

enum processor_level processor_level(void)
{
	static const char *const names[] = { "plain", "avx2", "avx512" };
	enum processor_level has = find_level();
	const char *wanted = getenv("CXQ_ISA");

	for (enum processor_level level = PROCESSOR_PLAIN; wanted && level < has; level++)
		if (strcmp(wanted, names[level]) == 0)
			return level;
	return has;
}
