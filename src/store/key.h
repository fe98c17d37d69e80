/* key.h - values by which rows of two tables find each other. */
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include "store/table.h"

enum { KEY_BYTES = 64 };

/* The present value of ROW as text, in BYTES where it is not one already: 17 of one table meets "17" of the other. */
struct text key_text(const struct column *c, size_t row, char bytes[KEY_BYTES]);

#endif
