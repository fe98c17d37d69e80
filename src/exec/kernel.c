/* Evaluation of row expressions over blocks. */
#include "exec/kernel.h"

#include <math.h>
#include <string.h>

#include "exec/computed.h"
#include "exec/kernel_int.h"

static void truth_per_row(struct kernel *k, const struct block *b, uint8_t *out);
static void numbers_per_row(struct kernel *k, const struct block *b, double *out);

#define LOOK_UP(type)                                                                                                  \
	do {                                                                                                           \
		const type *codes = (const type *)column_values(k->column) + b->from;                                  \
		for (size_t i = 0; i < b->n; i++)                                                                      \
			out[i] = table[codes[i]];                                                                      \
	} while (0)

void kernel_truth(struct kernel *k, const struct block *b, uint8_t *out)
{
	const uint8_t *table = k->truth;

	if (!table || b->swept) {
		truth_per_row(k, b, out);
		return;
	}
	switch (k->column->width) {
	case 1:
		LOOK_UP(uint8_t);
		break;
	case 2:
		LOOK_UP(uint16_t);
		break;
	default:
		LOOK_UP(uint32_t);
	}
}

void kernel_numbers(struct kernel *k, const struct block *b, double *out)
{
	const double *table = k->numbers;

	if (!table || b->swept) {
		numbers_per_row(k, b, out);
		return;
	}
	switch (k->column->width) {
	case 1:
		LOOK_UP(uint8_t);
		break;
	case 2:
		LOOK_UP(uint16_t);
		break;
	default:
		LOOK_UP(uint32_t);
	}
}

/* ---- conditions ------------------------------------------------------------------------------ */

static void compare(struct kernel *k, const struct block *b, uint8_t *out)
{
	double *x = k->left, *y = k->right;
	size_t n = b->n;

	kernel_numbers(k->a, b, x);
	kernel_numbers(k->b, b, y);
	switch (k->row->op) {
	case OP_EQ:
		for (size_t i = 0; i < n; i++)
			out[i] = x[i] == y[i];
		break;
	case OP_NE: /* also true when a side is missing */
		for (size_t i = 0; i < n; i++)
			out[i] = !(x[i] == y[i]);
		break;
	case OP_LT:
		for (size_t i = 0; i < n; i++)
			out[i] = x[i] < y[i];
		break;
	case OP_LE:
		for (size_t i = 0; i < n; i++)
			out[i] = x[i] <= y[i];
		break;
	case OP_GT:
		for (size_t i = 0; i < n; i++)
			out[i] = x[i] > y[i];
		break;
	default:
		for (size_t i = 0; i < n; i++)
			out[i] = x[i] >= y[i];
	}
}

static void within(struct kernel *k, const struct block *b, uint8_t *out)
{
	double low = k->row->low, high = k->row->high, *x = k->left;

	kernel_numbers(k->a, b, x);
	if (k->row->closed)
		for (size_t i = 0; i < b->n; i++)
			out[i] = x[i] >= low && x[i] <= high;
	else
		for (size_t i = 0; i < b->n; i++)
			out[i] = x[i] >= low && x[i] < high;
}

static void missing(struct kernel *k, const struct block *b, uint8_t *out)
{
	const struct row *a = k->row->a;

	if (a->type == ROW_WORD) {
		uint32_t codes[BLOCK_ROWS];

		kernel_codes(a->column, b, codes);
		for (size_t i = 0; i < b->n; i++)
			out[i] = codes[i] >= a->column->domain;
		return;
	}
	if (a->type == ROW_YESNO && a->kind != ROW_COLUMN) { /* a condition always has an answer */
		memset(out, 0, b->n);
		return;
	}
	kernel_numbers(k->a, b, k->left);
	for (size_t i = 0; i < b->n; i++)
		out[i] = (uint8_t)(isnan(k->left[i]) ? 1 : 0);
}

static void join(struct kernel *k, const struct block *b, uint8_t *out)
{
	bool all = k->row->kind == ROW_AND;

	kernel_truth(k->list[0], b, out);
	for (size_t part = 1; part < k->row->n_list; part++) {
		kernel_truth(k->list[part], b, k->bits);
		for (size_t i = 0; i < b->n; i++)
			out[i] = all ? out[i] & k->bits[i] : out[i] | k->bits[i];
	}
}

static void truth_per_row(struct kernel *k, const struct block *b, uint8_t *out)
{
	switch (k->row->kind) {
	case ROW_COMPARE:
		compare(k, b, out);
		break;
	case ROW_WITHIN:
		within(k, b, out);
		break;
	case ROW_WORDS:
	case ROW_TEXT_TEST:
	case ROW_SAME_TEXT:
		kernel_word_truth(k, b, out);
		break;
	case ROW_MISSING:
		missing(k, b, out);
		break;
	case ROW_AND:
	case ROW_OR:
		join(k, b, out);
		break;
	case ROW_NOT:
		kernel_truth(k->a, b, out);
		for (size_t i = 0; i < b->n; i++)
			out[i] = !out[i];
		break;
	default: /* yes/no values: missing is false */
		numbers_per_row(k, b, k->left);
		for (size_t i = 0; i < b->n; i++)
			out[i] = k->left[i] == 1;
	}
}

/* ---- numbers --------------------------------------------------------------------------------- */

static void arithmetic(struct kernel *k, const struct block *b, double *out)
{
	double *y = k->right;

	kernel_numbers(k->a, b, out);
	kernel_numbers(k->b, b, y);
	switch (k->row->kind) {
	case ROW_ADD:
		for (size_t i = 0; i < b->n; i++)
			out[i] += y[i];
		break;
	case ROW_SUBTRACT:
		for (size_t i = 0; i < b->n; i++)
			out[i] -= y[i];
		break;
	case ROW_MULTIPLY:
		for (size_t i = 0; i < b->n; i++)
			out[i] *= y[i];
		break;
	default: /* nothing over zero is no value */
		for (size_t i = 0; i < b->n; i++)
			out[i] = y[i] == 0 ? NAN : out[i] / y[i];
	}
}

static void band_of_text(const struct row *r, const struct block *b, double *out)
{
	uint32_t codes[BLOCK_ROWS];

	kernel_codes(r->a->column, b, codes);
	for (size_t i = 0; i < b->n; i++) {
		uint32_t of = codes[i] < r->a->column->domain ? r->band_of[codes[i]] : UINT32_MAX;

		out[i] = of == UINT32_MAX ? NAN : (double)of;
	}
}

static void band(struct kernel *k, const struct block *b, double *out)
{
	const struct row *r = k->row;

	if (r->band_of) {
		band_of_text(r, b, out);
		return;
	}
	if (r->a->type == ROW_WORD) {
		uint32_t codes[BLOCK_ROWS];

		kernel_codes(r->a->column, b, codes);
		for (size_t i = 0; i < b->n; i++) {
			out[i] = NAN;
			for (size_t j = r->n_bands; j-- > 0;)
				for (size_t c = 0; c < r->bands[j].n_codes; c++)
					if (r->bands[j].codes[c] == codes[i])
						out[i] = (double)j;
		}
		return;
	}
	kernel_numbers(k->a, b, k->left);
	for (size_t i = 0; i < b->n; i++) {
		out[i] = NAN;
		for (size_t j = r->n_bands; j-- > 0;)
			if (k->left[i] >= r->bands[j].low && k->left[i] <= r->bands[j].high)
				out[i] = (double)j;
	}
}

static void part_of_time(struct kernel *k, const struct block *b, double *out)
{
	kernel_numbers(k->a, b, out);
	for (size_t i = 0; i < b->n; i++) {
		int64_t second, day;

		if (isnan(out[i]))
			continue;
		second = (int64_t)floor(out[i]);
		day = day_of_second(second);
		out[i] = k->row->kind == ROW_WEEKDAY ? (double)weekday_of(day)
						     : (double)((second - day * DAY_SECONDS) / 3600);
	}
}

static void condition_as_numbers(struct kernel *k, const struct block *b, double *out)
{
	uint8_t truth[BLOCK_ROWS]; /* not k->bits: the condition may use those itself */

	kernel_truth(k, b, truth);
	for (size_t i = 0; i < b->n; i++)
		out[i] = truth[i];
}

static void numbers_per_row(struct kernel *k, const struct block *b, double *out)
{
	switch (k->row->kind) {
	case ROW_CONSTANT:
		for (size_t i = 0; i < b->n; i++)
			out[i] = k->row->number;
		break;
	case ROW_COLUMN:
		kernel_column_numbers(k->row, b, out);
		break;
	case ROW_TRUE:
		kernel_numbers(k->a, b, out);
		break;
	case ROW_WEEKDAY:
	case ROW_HOUR:
		part_of_time(k, b, out);
		break;
	case ROW_BAND:
		band(k, b, out);
		break;
	case ROW_NEGATE:
		kernel_numbers(k->a, b, out);
		for (size_t i = 0; i < b->n; i++)
			out[i] = -out[i];
		break;
	case ROW_ADD:
	case ROW_SUBTRACT:
	case ROW_MULTIPLY:
	case ROW_DIVIDE:
		arithmetic(k, b, out);
		break;
	default:
		condition_as_numbers(k, b, out);
	}
}

/* ---- making ready ---------------------------------------------------------------------------- */

/* A plain column of numbers is as quickly read as looked up, unless a role cleans it. */
static bool wants_table(const struct row *r, const struct column *c)
{
	if (!c || c->type == COLUMN_NUMBER || c->width > 4 || r->kind == ROW_SAME_TEXT)
		return false;
	if (r->kind == ROW_COLUMN && r->type == ROW_WORD)
		return false;
	return c->type == COLUMN_TEXT || c->domain <= TABLE_DOMAIN;
}

static void build_table(struct arena *a, struct kernel *k)
{
	size_t n = (size_t)k->column->domain + 1;
	bool truth = k->row->type == ROW_YESNO && k->row->kind != ROW_COLUMN;
	uint8_t *bits = truth ? ARENA_ARRAY(a, n, uint8_t) : NULL;
	double *numbers = truth ? NULL : ARENA_ARRAY(a, n, double);

	for (size_t from = 0; from < n; from += BLOCK_ROWS) {
		struct block b = { from, n - from < BLOCK_ROWS ? n - from : BLOCK_ROWS, k->column };

		if (truth)
			kernel_truth(k, &b, bits + from);
		else
			kernel_numbers(k, &b, numbers + from);
	}
	k->truth = bits;
	k->numbers = numbers;
}

static struct kernel *make(struct arena *a, const struct row *row, bool inside_table)
{
	struct kernel *k;
	const struct column *c;
	bool table;

	if (!row)
		return NULL;
	computed_ready(row);
	k = ARENA_NEW(a, struct kernel);
	c = row_only_column(row);
	table = !inside_table && wants_table(row, c);
	k->row = row;
	k->left = ARENA_ARRAY(a, BLOCK_ROWS, double);
	k->right = ARENA_ARRAY(a, BLOCK_ROWS, double);
	k->bits = ARENA_ARRAY(a, BLOCK_ROWS, uint8_t);
	k->a = make(a, row->a, inside_table || table);
	k->b = make(a, row->b, inside_table || table);
	k->list = ARENA_ARRAY(a, row->n_list, struct kernel *);
	for (size_t i = 0; i < row->n_list; i++)
		k->list[i] = make(a, row->list[i], inside_table || table);
	kernel_word_init(a, k);
	if (table) {
		k->column = c;
		build_table(a, k);
	}
	return k;
}

struct kernel *kernel_new(struct arena *a, const struct row *row)
{
	return make(a, row, false);
}
