#include "plan/stop_words.h"

static const struct {
	const char *language, *words;
} stop_words[] = {
#define STOP_WORDS(language, words) { language, words },
#include "plan/stop_words.def"
#undef STOP_WORDS
};

enum { LANGUAGES = sizeof(stop_words) / sizeof(*stop_words) };

static void add_words(struct map *to, struct text words)
{
	while (words.n) {
		size_t blank = text_find(words, TEXT(" "));

		map_put(to, blank == SIZE_MAX ? words : text_slice(words, 0, blank), 1);
		words = blank == SIZE_MAX ? TEXT_NONE : text_from(words, blank + 1);
	}
}

void stop_words_add(struct map *to)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		add_words(to, text_of(stop_words[i].words));
}

struct text stop_words_languages(struct arena *a)
{
	struct text list = TEXT_NONE;

	for (size_t i = 0; i < LANGUAGES; i++)
		list = arena_printf(a, "%.*s%s%s", TEXT_ARGS(list),
				    i == 0		 ? ""
				    : i + 1 == LANGUAGES ? " and "
							 : ", ",
				    stop_words[i].language);
	return list;
}
