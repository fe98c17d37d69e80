/* Topics: their pages and their list. */
#include <string.h>

#include "base/embedded.h"
#include "report/teach.h"

static const struct topic topics[] = {
#define TOPIC(name, family, metric) { name, family, metric },
#include "report/teach_topics.def"
#undef TOPIC
};

static const char *const other_names[][2] = {
#define TEACH_NAME(word, topic) { word, topic },
#include "report/teach_names.def"
#undef TEACH_NAME
};

enum { TOPICS = sizeof(topics) / sizeof(*topics), OTHER_NAMES = sizeof(other_names) / sizeof(*other_names) };

const struct topic *teach_topic_at(size_t index)
{
	return index < TOPICS ? &topics[index] : NULL;
}

static const struct topic *by_name(struct text word)
{
	for (size_t i = 0; i < TOPICS; i++)
		if (text_equal_folded(word, text_of(topics[i].name)))
			return &topics[i];
	return NULL;
}

const struct topic *teach_topic(struct text word)
{
	const struct topic *found = by_name(word);

	for (size_t i = 0; !found && word.n && i < TOPICS; i++)
		if (text_equal_folded(word, text_of(topics[i].metric)))
			found = &topics[i];
	for (size_t i = 0; !found && i < OTHER_NAMES; i++)
		if (text_equal_folded(word, text_of(other_names[i][0])))
			found = by_name(text_of(other_names[i][1]));
	return found;
}

struct text teach_page(const struct topic *t)
{
	for (const struct embedded *file = embedded_texts; file->path; file++) {
		struct text path = text_of(file->path);
		size_t at = text_find(path, TEXT("help/teach_"));

		if (at != SIZE_MAX && text_ends(path, TEXT(".txt")) &&
		    text_is(text_slice(path, at + strlen("help/teach_"), path.n - strlen(".txt")), t->name))
			return (struct text){ file->text, file->length };
	}
	return TEXT_NONE;
}

struct text teach_heading(const struct topic *t)
{
	struct text page = teach_page(t);
	size_t end = text_find(page, TEXT("\n"));

	return end == SIZE_MAX ? page : text_slice(page, 0, end);
}

bool teach_is_called(const struct topic *t, struct text word, bool (*alike)(struct text, struct text))
{
	bool called = alike(text_of(t->name), word);

	for (size_t i = 0; !called && i < OTHER_NAMES; i++)
		called = text_is(text_of(other_names[i][1]), t->name) && alike(text_of(other_names[i][0]), word);
	return called;
}

void teach_topics(struct name_list *out)
{
	for (size_t i = 0; i < TOPICS; i++)
		scope_add_name(out, text_of(topics[i].name), teach_heading(&topics[i]));
}

struct result *teach_list(struct environment *e)
{
	struct result *r = report_answer(e);

	report_column(r, "family");
	report_column(r, "topic");
	report_column(r, "about");
	for (size_t i = 0; i < TOPICS; i++) {
		struct cell *at = result_add_row(r, 0);

		at[0] = cell_text(r, text_of(topics[i].family));
		at[1] = cell_text(r, text_of(topics[i].name));
		at[2] = cell_text(r, teach_heading(&topics[i]));
	}
	result_note(r, NOTE_FACT, "teach TOPIC shows its page, teach QUERY works an answer out: teach nps by channel");
	return r;
}
