/* Whose answers the rows of a pass are: customers, cases, or every row by itself. */
#include <string.h>

#include "exec/scan_int.h"

const struct column *scan_cluster_column(const struct plan *p)
{
	if (p->settings->inference == INFERENCE_ROW)
		return NULL;
	if (p->settings->inference == INFERENCE_CASE)
		return p->table->roles[ROLE_case].column;
	return p->table->starts ? p->table->roles[ROLE_customer].column : NULL;
}

static bool counts_customers(const struct plan *p)
{
	for (size_t i = 0; i < p->aggregates.n; i++)
		if (p->aggregates.list[i].kind == AGGREGATE_DISTINCT || p->aggregates.list[i].kind == AGGREGATE_BASE)
			return true;
	return false;
}

enum unit_of_inference scan_jackknife_unit(const struct plan *p)
{
	enum unit_of_inference unit = p->settings->inference;

	if (counts_customers(p) || (p->frequency && unit == INFERENCE_CASE))
		unit = INFERENCE_CUSTOMER;
	if ((unit == INFERENCE_CUSTOMER && !p->table->starts) ||
	    (unit == INFERENCE_CASE && !p->table->roles[ROLE_case].column))
		return INFERENCE_ROW;
	return unit;
}

void scan_number_customers(struct pass *p, const struct block *b)
{
	const uint64_t *starts = p->request->plan->table->starts;
	uint32_t customers = p->customers;

	for (size_t i = 0; starts && i < b->n; i++) {
		size_t row = b->from + i;

		customers += (uint32_t)(starts[row / 64] >> (row % 64) & 1);
		p->customer[i] = customers - 1;
	}
	p->customers = customers;
}

void scan_set_clusters(struct pass *p, const struct block *b)
{
	const struct column *c = scan_cluster_column(p->request->plan);

	for (size_t i = 0; p->frequency && i < b->n; i++)
		p->alone[i] = !c || column_is_missing(c, b->from + i);
	if (!scan_is_scattered(p->request->plan) || !c) {
		memcpy(p->cluster, p->customer, sizeof(p->cluster));
		return;
	}
	kernel_codes(c, b, p->cluster);
	for (size_t i = 0; i < b->n; i++)
		if (p->cluster[i] >= c->domain)
			p->cluster[i] = UINT32_MAX - (uint32_t)(b->from + i);
}

uint32_t scan_fold(uint64_t unit)
{
	uint64_t x = (unit + 1) * 0x9e3779b97f4a7c15u;

	x ^= x >> 29;
	return (uint32_t)((x * 0xbf58476d1ce4e5b9u >> 32) % JACKKNIFE_FOLDS);
}

uint64_t scan_voice_of(const struct pass *p, const struct block *b, size_t i)
{
	if (p->frequency)
		return p->answer[i];
	switch (p->jackknife_unit) {
	case INFERENCE_CUSTOMER:
		return p->customer[i];
	case INFERENCE_CASE:
		return p->cluster[i];
	default:
		return b->from + i;
	}
}
