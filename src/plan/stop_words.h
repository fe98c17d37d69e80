/* stop_words.h - words that say nothing of what a text is about; they stand in stop_words.def. */
#ifndef PLAN_STOP_WORDS_H
#define PLAN_STOP_WORDS_H

#include "base/map.h"

/* Put all of them into TO, with the value 1. */
void stop_words_add(struct map *to);
/* "English, German, ..." */
struct text stop_words_languages(struct arena *a);

#endif
