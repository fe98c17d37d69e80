/* processor.h - which instructions this processor has. */
#ifndef BASE_PROCESSOR_H
#define BASE_PROCESSOR_H

enum processor_level {
	PROCESSOR_PLAIN,  /* any */
	PROCESSOR_AVX2,	  /* AVX2, BMI1 and 2, POPCNT */
	PROCESSOR_AVX512, /* and AVX-512 F, BW, DQ, VL, VBMI, VBMI2 */
};

/* The highest level that this processor has and CXQ_ISA (plain, avx2, avx512; anything else: no limit) allows. */
enum processor_level processor_level(void);

/* Before a function that is nothing but loops over numbers: it is compiled for several processors, and the loader of the
 * program takes the one that fits (whatever CXQ_ISA says: the results are the same bits). */
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__) /* which is not there yet when the loader chooses */
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#endif
