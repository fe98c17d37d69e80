/* place.h - codes moved to where their rows stand. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stddef.h>
#include <stdint.h>

/* Code i of the N codes FROM, of WIDTH bytes each, to place PLACES[i] of TO. */
void codes_place(const void *from, unsigned width, const uint32_t *places, size_t n, void *to);

#endif
