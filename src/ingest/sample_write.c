/* sample_write.c - the rows as CSV.  A missing value is an empty cell. */
#include <stdlib.h>
#include <string.h>

#include "ingest/sample.h"

static const char header[] =
	"id,time,customer,company,region,segment,product,stage,channel,type,reason,case,agent,team,initiator,invited,"
	"survey,"
	"recommend,csat,effort,friendliness,effectiveness,ease,emotion,expectation,"
	"wait_s,handle_s,first_response_s,resolution_s,sla_target_s,"
	"answered,abandoned,transferred,escalated,resolved,first_contact,reopened,failure,recovered,notified,"
	"churned,churn_category,churn_reason,revenue,cost,sentiment,comment,weight,growth\n";

/* Every cell brings the comma after it; the last one of a row is taken back. */
static void text(struct buffer *out, const char *value)
{
	bool quoted = value && strchr(value, ',');

	if (quoted)
		buffer_add_char(out, '"');
	if (value)
		buffer_add_c(out, value);
	buffer_add_c(out, quoted ? "\"," : ",");
}

/* VALUE in units of 10^-PLACES. */
static void decimal(struct buffer *out, int value, int places)
{
	char digits[16];
	size_t at = sizeof digits;
	int rest;

	if (value == MISSING) {
		buffer_add_char(out, ',');
		return;
	}
	rest = abs(value);
	digits[--at] = ',';
	for (int i = 0; rest || i <= places; i++, rest /= 10) {
		if (places && i == places)
			digits[--at] = '.';
		digits[--at] = (char)('0' + rest % 10);
	}
	if (value < 0)
		digits[--at] = '-';
	buffer_add(out, (struct text){ digits + at, sizeof digits - at });
}

static void number(struct buffer *out, int value)
{
	decimal(out, value, 0);
}

static void yes_no(struct buffer *out, enum yes_no value)
{
	buffer_add_c(out, value == YES ? "yes," : value == NO ? "no," : ",");
}

static void write_time(struct buffer *out, const struct interaction *row)
{
	int month = sample_month(row->day);
	int parts[] = { 2024 + month / 12, month % 12 + 1, row->day - sample_first_day(month) + 1, row->minute / 60,
			row->minute % 60 };
	char time[] = "0000-00-00T00:00";
	const size_t ends[] = { 4, 7, 10, 13, 16 };

	for (size_t i = 0; i < 5; i++)
		for (size_t at = ends[i]; parts[i]; parts[i] /= 10)
			time[--at] = (char)('0' + parts[i] % 10);
	text(out, time);
}

static void write_person(struct buffer *out, const struct sample *s, const struct person *p)
{
	text(out, p->id);
	text(out, s->companies[p->company].name);
	text(out, sample_regions[p->region]);
	text(out, sample_segments[p->segment]);
	text(out, sample_products[p->product]);
}

static void write_occasion(struct buffer *out, const struct interaction *row)
{
	char name[] = "K0000";
	int rest = row->case_number;

	for (size_t at = sizeof name - 1; rest; rest /= 10)
		name[--at] = (char)('0' + rest % 10);
	text(out, sample_stages[row->stage]);
	text(out, sample_channels[row->channel].name);
	text(out, sample_types[row->type]);
	text(out, sample_reasons[row->reason]);
	text(out, row->case_number ? name : "");
	text(out, row->agent);
	text(out, row->team);
	text(out, row->by_company ? "company" : "customer");
	yes_no(out, row->invited);
	text(out, row->survey);
}

static void write_answers(struct buffer *out, const struct interaction *row)
{
	number(out, row->recommend);
	number(out, row->csat);
	number(out, row->effort);
	number(out, row->friendliness);
	number(out, row->effectiveness);
	number(out, row->ease);
	number(out, row->emotion);
	number(out, row->expectation);
}

static void write_service(struct buffer *out, const struct interaction *row)
{
	number(out, row->wait);
	number(out, row->handle);
	number(out, row->first_response);
	number(out, row->resolution);
	number(out, row->target);
	yes_no(out, row->answered);
	yes_no(out, row->abandoned);
	yes_no(out, row->transferred);
	yes_no(out, row->escalated);
	yes_no(out, row->resolved);
	yes_no(out, row->first_contact);
	yes_no(out, row->reopened);
	yes_no(out, row->failure);
	yes_no(out, row->recovered);
	yes_no(out, row->notified);
}

static void write_rest(struct buffer *out, const struct sample *s, const struct interaction *row)
{
	yes_no(out, row->churned);
	text(out, row->churn_category);
	text(out, row->churn_reason);
	decimal(out, row->revenue, 2);
	decimal(out, row->cost, 2);
	decimal(out, row->sentiment, 2);
	text(out, row->comment);
	decimal(out, row->weight, 3);
	decimal(out, s->companies[row->who->company].growth, 1);
}

void sample_write(const struct sample *s, struct buffer *out)
{
	buffer_add_c(out, header);
	for (size_t i = 0; i < s->n_rows; i++) {
		const struct interaction *row = s->rows[i];

		number(out, row->id);
		write_time(out, row);
		write_person(out, s, row->who);
		write_occasion(out, row);
		write_answers(out, row);
		write_service(out, row);
		write_rest(out, s, row);
		if (!out->failed)
			out->at[out->n - 1] = '\n';
	}
}
