/* help: one screen; help TOPIC: src/help/TOPIC.txt; help METRIC: what it is and how it is defined. */
#include "report/help.h"

#include "base/embedded.h"
#include "report/parts.h"
#include "report/report.h"
#include "report/show.h"

static const char *const other_names[][2] = {
#define HELP_NAME(word, topic) { word, topic },
#include "report/help_names.def"
#undef HELP_NAME
};

/* The topic that a file is about, or an empty text when it is no help file (lessons belong to `teach`). */
static struct text topic_of(const struct embedded *file)
{
	struct text path = text_of(file->path);
	size_t at = text_find(path, TEXT("help/"));

	if (at == SIZE_MAX || !text_ends(path, TEXT(".txt")) || text_find(path, TEXT("help/teach_")) != SIZE_MAX)
		return TEXT_NONE;
	return text_slice(path, at + 5, path.n - 4);
}

static const struct embedded *find_file(struct text topic)
{
	for (const struct embedded *file = embedded_texts; file->path; file++)
		if (topic_of(file).n && text_equal_folded(topic_of(file), topic))
			return file;
	return NULL;
}

static const struct embedded *find_topic(struct text word)
{
	const struct embedded *file = find_file(word);

	for (size_t i = 0; !file && i < sizeof(other_names) / sizeof(other_names[0]); i++)
		if (text_equal_folded(word, text_of(other_names[i][0])))
			file = find_file(text_of(other_names[i][1]));
	return file;
}

void help_topics(struct name_list *out)
{
	for (const struct embedded *file = embedded_texts; file->path; file++) {
		struct text topic = topic_of(file);
		size_t line = text_find((struct text){ file->text, file->length }, TEXT("\n"));

		if (topic.n && !text_is(topic, "overview"))
			scope_add_name(out, topic, line == SIZE_MAX ? TEXT_NONE : (struct text){ file->text, line });
	}
}

static enum status no_topic(struct environment *e, const struct node *statement)
{
	struct scope scope = report_scope(e);
	struct name_list names = { .arena = e->arena };

	help_topics(&names);
	for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
		scope_add_name(&names, text_of(other_names[i][0]), TEXT_NONE);
	scope_names(&scope, NAME_METRIC, &names);
	report_bad(e, report_name_span(statement), "there is no help on %.*s", TEXT_ARGS(statement->text));
	report_did_you_mean(e, statement->text, &names, "`help` lists the topics");
	return STATUS_BAD_INPUT;
}

/* A word of the language is explained before a metric of the same name; `show metric` shows that one. */
enum status report_help(struct environment *e, const struct node *statement, struct result **out)
{
	struct text word = statement->text.n ? statement->text : TEXT("overview");
	const struct embedded *file = find_topic(word);

	if (!file && definitions_find(e->definitions, DEFINED_METRIC, word))
		return show_definition(e, DEFINED_METRIC, word, report_name_span(statement), out);
	if (!file && role_find(word) != ROLE_NONE)
		file = find_topic(TEXT("roles"));
	if (!file)
		return no_topic(e, statement);
	*out = report_answer(e);
	(*out)->text = arena_text(&(*out)->arena, (struct text){ file->text, file->length });
	return STATUS_OK;
}
