/* Rows that are several answers each. */
#include "exec/scan_int.h"

void scan_load_frequencies(struct pass *p, const struct block *b)
{
	double numbers[BLOCK_ROWS];

	if (!p->frequency)
		return;
	kernel_numbers(p->frequency, b, numbers);
	for (size_t i = 0; i < b->n; i++)
		p->frequencies[i] = numbers[i] >= 1 ? (uint64_t)numbers[i] : 0;
}

uint64_t scan_count_answers(struct pass *p, const uint8_t *kept, uint8_t *passes, size_t n)
{
	uint64_t answers = 0;

	for (size_t i = 0; i < n; i++) {
		answers += kept[i] ? p->frequencies[i] : 0;
		p->scan->uncounted += passes[i] && !p->frequencies[i];
		passes[i] = passes[i] && p->frequencies[i];
	}
	return answers;
}

bool scan_is_of_one(const struct pass *p, size_t row)
{
	const struct table *t = p->request->plan->table;

	return p->jackknife_unit != INFERENCE_ROW && t->starts &&
	       !column_is_missing(t->roles[ROLE_customer].column, row);
}

void scan_number_answers(struct pass *p, const struct block *b)
{
	const struct table *t = p->request->plan->table;

	for (size_t i = 0; p->frequency && i < b->n; i++) {
		size_t row = b->from + i;

		if (scan_is_of_one(p, row)) { /* one without any answer is none */
			p->is_new |= t->starts[row / 64] >> (row % 64) & 1;
			p->n_numbered += p->is_new && p->frequencies[i];
			p->is_new = p->is_new && !p->frequencies[i];
			p->answer[i] = p->n_numbered - 1;
		} else {
			p->answer[i] = p->n_numbered;
			p->n_numbered += p->frequencies[i];
		}
	}
}

size_t scan_answers(const struct pass *p)
{
	const struct plan *plan = p->request->plan;

	return plan->frequency ? (size_t)plan->n_answers : plan->table->n_rows;
}
