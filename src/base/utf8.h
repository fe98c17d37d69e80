/* utf8.h - bytes to characters, and text that is safe for a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/text.h"

/* Bytes of the character at the start of T (1..4) and its code point, or 0 when the bytes are not UTF-8
 * (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
size_t utf8_decode(struct text t, uint32_t *code);
bool utf8_valid(struct text t);
/* Append T with each maximal invalid part replaced by U+FFFD (Unicode 3.9, WHATWG); returns how many. */
size_t utf8_repair(struct text t, struct buffer *out);
/* Characters in T, an invalid byte counting as one. */
size_t utf8_count(struct text t);
/* A character that moves, reorders or hides what follows, or that a reader cannot see: C0, DEL, C1, bidirectional and
 * other format controls.  The joiners U+200C and U+200D are part of words and emoji and are none. */
bool utf8_is_control(uint32_t code);
/* Append T for a terminal: C0, DEL, C1, bidirectional and other format controls and invalid bytes as \n, \t, \x1b or
 * \u202e; everything else as it is. */
void utf8_visible(struct text t, struct buffer *out);

#endif
