/* narrow.h - codes that take less room than their bytes: two or four bits, or three bytes.  A code all of whose bits are one
 * (missing) stays such a one. */
#ifndef STORE_NARROW_H
#define STORE_NARROW_H

#include <stddef.h>
#include <stdint.h>

enum { NARROW_GROUP = 4 }; /* so many codes begin with a byte of their own, whatever their bits */

/* How many bits a code takes so that CODES values and the missing one find room: 2, 4, 8, 16, 24, 32 or 64. */
uint8_t narrow_bits(uint64_t codes);
/* Bytes that N codes of BITS take, and one more where unpacking looks at it. */
size_t narrow_bytes(size_t n, unsigned bits);
/* N codes of one byte (four, if BITS is 24) to TO, which has room for narrow_bytes; BITS is 2, 4 or 24. */
void narrow_pack(const void *codes, size_t n, unsigned bits, unsigned char *to);
/* And back; FROM is where a group begins. */
void narrow_unpack(const unsigned char *from, size_t n, unsigned bits, void *codes);

#endif
