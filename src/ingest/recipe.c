#include "ingest/recipe.h"

static const struct text *keep_texts(struct arena *a, const struct text *list, size_t n)
{
	struct text *copy = ARENA_ARRAY(a, n, struct text);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_text(a, list[i]);
	return copy;
}

static const struct mapping_request *keep_mappings(struct arena *a, const struct mapping_request *list, size_t n)
{
	struct mapping_request *copy = ARENA_ARRAY(a, n, struct mapping_request);

	for (size_t i = 0; i < n; i++) {
		copy[i] = list[i];
		copy[i].role = arena_text(a, list[i].role);
		copy[i].column = arena_text(a, list[i].column);
		copy[i].plus = arena_text(a, list[i].plus);
		copy[i].missing = keep_texts(a, list[i].missing, list[i].n_missing);
		copy[i].role_span = copy[i].column_span = copy[i].plus_span = (struct span){ 0 };
	}
	return copy;
}

static const struct column_option *keep_column_options(struct arena *a, const struct column_option *list, size_t n)
{
	struct column_option *copy = ARENA_ARRAY(a, n, struct column_option);

	for (size_t i = 0; i < n; i++)
		copy[i] = (struct column_option){ .column = arena_text(a, list[i].column),
						  .value = arena_text(a, list[i].value) };
	return copy;
}

static struct load_options keep_options(struct arena *a, const struct load_options *options)
{
	struct load_options copy = *options;

	copy.delimiter = arena_text(a, options->delimiter);
	copy.decimal = arena_text(a, options->decimal);
	copy.encoding = arena_text(a, options->encoding);
	copy.quote = arena_text(a, options->quote);
	copy.comment = arena_text(a, options->comment);
	copy.escape = arena_text(a, options->escape);
	copy.types = keep_column_options(a, options->types, options->n_types);
	copy.dates = keep_column_options(a, options->dates, options->n_dates);
	return copy;
}

const struct load_request *recipe_keep(struct arena *a, const struct load_request *request)
{
	struct load_request *kept = ARENA_NEW(a, struct load_request);

	*kept = (struct load_request){
		.missing = keep_texts(a, request->missing, request->n_missing),
		.n_missing = request->n_missing,
		.mappings = keep_mappings(a, request->mappings, request->n_mappings),
		.n_mappings = request->n_mappings,
		.skip_bad_rows = request->skip_bad_rows,
		.options = keep_options(a, &request->options),
	};
	return kept;
}
