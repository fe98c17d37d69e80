#include "ingest/join.h"
#include "report/load_options.h"
#include "report/load_receipt.h"
#include "report/parts.h"
#include "report/report.h"

/* A missing word as it stands in the file. */
static struct text as_written(struct environment *e, const struct node *n)
{
	if (n->kind == NODE_TEXT || n->kind == NODE_NAME || n->kind == NODE_NUMBER || n->kind == NODE_DATE)
		return n->text;
	return report_print(e, n);
}

static const struct text *missing_words(struct environment *e, const struct node *missing, size_t *n)
{
	const struct node *list = missing ? missing->first : NULL;
	struct text *words;

	*n = list ? list->n_children : 0;
	words = ARENA_ARRAY(e->arena, *n + 1, struct text);
	for (size_t i = 0; i < *n; i++)
		words[i] = as_written(e, node_at(list, i));
	return words;
}

static double number_of(const struct node *n)
{
	return n->kind == NODE_NEGATE ? -n->first->number : n->number;
}

static bool is_number(const struct node *n)
{
	return n && (n->kind == NODE_NUMBER || (n->kind == NODE_NEGATE && n->first->kind == NODE_NUMBER));
}

static enum status read_scale(struct environment *e, const struct node *scale, struct mapping_request *m)
{
	const struct node *low = scale->first ? scale->first->first : NULL, *high = low ? low->next : NULL;

	if (!is_number(low) || !is_number(high))
		return report_bad(e, scale->span, "a scale goes from number to number, such as 1..5");
	m->has_scale = true;
	m->low = number_of(low);
	m->high = number_of(high);
	return STATUS_OK;
}

static enum status read_map(struct environment *e, const struct node *map, struct mapping_request *m)
{
	const struct node *column = map->first;
	enum status status = STATUS_OK;

	*m = (struct mapping_request){ .role = map->text, .role_span = map->span };
	if (column->kind == NODE_ADD) {
		m->plus = column->first->next->text;
		m->plus_span = column->first->next->span;
		column = column->first;
	}
	m->column = column->text;
	m->column_span = column->span;
	m->missing = missing_words(e, node_child(map, NODE_MISSING), &m->n_missing);
	for (const struct node *part = map->first->next; part && status == STATUS_OK; part = part->next) {
		if (part->kind == NODE_SCALE)
			status = read_scale(e, part, m);
		else if (part->kind == NODE_IN_UNIT && unit_seconds(part->unit) > 0)
			m->seconds = unit_seconds(part->unit);
		else if (part->kind == NODE_IN_UNIT)
			status = report_bad(e, part->span, "a %s has no fixed length", unit_name(part->unit));
	}
	return status;
}

static enum status read_mapping(struct environment *e, const struct node *mapping, struct load_request *request)
{
	size_t n = mapping ? mapping->n_children : 0;
	struct mapping_request *list = ARENA_ARRAY(e->arena, n + 1, struct mapping_request);
	enum status status = STATUS_OK;

	request->mappings = list;
	request->n_mappings = n;
	for (size_t i = 0; i < n && status == STATUS_OK; i++)
		status = read_map(e, node_at(mapping, i), &list[i]);
	return status;
}

static enum status read_source(struct environment *e, const struct node *load, struct load_request *request)
{
	const struct node *param = node_child(load, NODE_PARAM);

	request->file = param ? report_file_name(e, param) : load->text;
	if (param)
		return request->file.n ? STATUS_OK : STATUS_BAD_INPUT;
	request->is_sample = !(load->flags & FLAG_STRING) && text_equal_folded(load->text, TEXT("sample"));
	if (request->is_sample || load->flags & FLAG_STRING)
		return STATUS_OK;
	report_bad(e, load->span, "the name of a file needs quotes");
	if (catalog_find(e->catalog, load->text))
		diagnose_help(e->errors, "to choose a table that is loaded, write: use %.*s", TEXT_ARGS(load->text));
	else
		diagnose_help(e->errors, "write: load \"%.*s\", or load sample for the built-in data",
			      TEXT_ARGS(load->text));
	return STATUS_BAD_INPUT;
}

static enum status read_request(struct environment *e, const struct node *load, struct load_request *request)
{
	const struct node *as = node_child(load, NODE_AS), *with = node_child(load, NODE_LOAD_WITH);
	const struct node *missing = node_child(load, NODE_MISSING);
	const struct node *missing_inside = with ? node_child(with, NODE_MISSING) : NULL;
	enum status status;

	*request = (struct load_request){ .name = as ? as->text : TEXT_NONE, .span = load->span };
	status = load_options_read(e, with, &request->options);
	if (status != STATUS_OK)
		return status;
	if (missing && missing_inside)
		return report_bad(e, missing_inside->span, "`missing` is given twice");
	request->missing = missing_words(e, missing ? missing : missing_inside, &request->n_missing);
	request->skip_bad_rows = node_child(load, NODE_SKIPPING) != NULL;
	request->progress = e->progress;
	request->user = e->progress_user;
	request->stop = e->stop;
	status = read_source(e, load, request);
	return status == STATUS_OK ? read_mapping(e, node_child(load, NODE_MAPPING), request) : status;
}

/* The names of all files as written, the request's own first. */
static const struct text *file_names(struct environment *e, const struct node *load, const struct load_request *request,
				     size_t *n)
{
	const struct node *files = node_child(load, NODE_FILES);
	struct text *names = ARENA_ARRAY(e->arena, (files ? files->n_children : 0) + 1, struct text);

	*n = 0;
	names[(*n)++] = request->file;
	for (const struct node *f = files ? files->first : NULL; f; f = f->next) {
		names[*n] = report_file_name(e, f);
		if (!names[(*n)++].n)
			return NULL;
	}
	if (*n == 1 || !request->is_sample)
		return names;
	report_bad(e, load->span, "the built-in data cannot be loaded together with files");
	diagnose_help(e->errors, "load it alone, then append the files");
	return NULL;
}

static struct table *load_table(struct environment *e, struct load_request *request, const struct text *names, size_t n)
{
	const struct text *files;
	size_t n_files;

	if (request->is_sample)
		return ingest_load(request, e->errors);
	files = join_files(e->arena, names, n, &n_files, request->span, e->errors);
	if (!files)
		return NULL;
	if (n_files == 1 && n == 1 && text_equal(files[0], names[0]) && !request->options.file_column) {
		request->may_leave = true;
		return ingest_load(request, e->errors);
	}
	return join_load(request, files, n_files, e->errors);
}

enum status report_load(struct environment *e, const struct node *statement, struct result **out)
{
	struct load_request request;
	struct table *table;
	enum status status = read_request(e, statement, &request);
	const struct text *names;
	size_t n;

	if (status != STATUS_OK)
		return status;
	names = file_names(e, statement, &request, &n);
	if (!names || e->checking)
		return names ? STATUS_OK : STATUS_BAD_INPUT;
	if (!request.is_sample && !report_may_use_files(e, statement->span, "load"))
		return STATUS_FAILED;
	table = load_table(e, &request, names, n);
	if (!table)
		return e->errors->first ? diagnostics_status(e->errors) : STATUS_FAILED;
	if (!catalog_put(e->catalog, table)) {
		table_free(table);
		diagnose(e->errors, STATUS_FAILED, statement->span, "at most %d tables can be loaded",
			 CATALOG_TABLES_MAX);
		return STATUS_FAILED;
	}
	*out = load_receipt(e, table, request.is_sample ? NULL : statement);
	return STATUS_OK;
}
