/* processor.h - which instructions this processor has. */
#ifndef BASE_PROCESSOR_H
#define BASE_PROCESSOR_H

enum processor_level {
	PROCESSOR_PLAIN,  /* any */
	PROCESSOR_AVX2,	  /* AVX2, BMI1 and 2, POPCNT */
	PROCESSOR_AVX512, /* and AVX-512 F, BW, VL, VBMI, VBMI2 */
};

/* The highest level that this processor has and CXQ_ISA (plain, avx2, avx512; anything else: no limit) allows. */
enum processor_level processor_level(void);

#endif
