#include <stdlib.h>

#include "base/memory.h"
#include "base/width.h"
#include "store/arrange.h"
#include "store/derive_int.h"
#include "store/dictionary.h"
#include "store/pending.h"

/* What the values of derived columns are made from; rows are visited in order. */
struct derivation {
	const struct table *table;
	const struct column *customer, *time, *contact;
	const struct column *direction; /* initiator: outbound is the company, inbound the customer */
	const int64_t *parties;		/* initiator: code of the new dictionary for each word of DIRECTION */
	int64_t count;			/* contact_number: of the customer so far */
	size_t neighbour;		/* since_contact, until_contact: the contact row last looked at */
	bool has_neighbour;
	const struct column *holder; /* case_contact_number: the case */
	uint32_t *contacts;	     /* of each case so far */
};

static bool starts_customer(const struct table *t, size_t row)
{
	return row >= t->n_rows || (t->starts[row / 64] >> row % 64 & 1);
}

/* Seconds from one row to a later one of the same customer; less than a second is none. */
static int64_t seconds_between(const struct column *time, size_t from, size_t to)
{
	uint64_t missing = column_missing(time), before = column_code(time, from), after = column_code(time, to);

	if (before == missing || after == missing)
		return VALUE_MISSING;
	return time->type == COLUMN_DATE ? (int64_t)(after - before) * 86400
					 : (int64_t)(after - before) / time->per_second;
}

static int64_t since_previous(struct derivation *d, size_t row)
{
	return starts_customer(d->table, row) ? VALUE_MISSING : seconds_between(d->time, row - 1, row);
}

static int64_t until_next(struct derivation *d, size_t row)
{
	return starts_customer(d->table, row + 1) ? VALUE_MISSING : seconds_between(d->time, row, row + 1);
}

static int64_t contact_number(struct derivation *d, size_t row)
{
	if (starts_customer(d->table, row))
		d->count = 0;
	return column_is_missing(d->customer, row) ? VALUE_MISSING : ++d->count;
}

static bool is_contact(const struct derivation *d, size_t row)
{
	return column_code(d->contact, row) == 1;
}

static int64_t case_contact_number(struct derivation *d, size_t row)
{
	if (column_is_missing(d->holder, row) || !is_contact(d, row))
		return VALUE_MISSING;
	return ++d->contacts[column_code(d->holder, row)];
}

static int64_t since_contact(struct derivation *d, size_t row)
{
	int64_t seconds = VALUE_MISSING;

	if (starts_customer(d->table, row))
		d->has_neighbour = false;
	if (!is_contact(d, row))
		return VALUE_MISSING;
	if (d->has_neighbour)
		seconds = seconds_between(d->time, d->neighbour, row);
	d->neighbour = row;
	d->has_neighbour = true;
	return seconds;
}

/* The search for the next contact begins at the next row and is made once per contact, so every row is looked at once.
 */
static int64_t until_contact(struct derivation *d, size_t row)
{
	if (!is_contact(d, row))
		return VALUE_MISSING;
	for (size_t i = row + 1; !starts_customer(d->table, i); i++)
		if (is_contact(d, i))
			return seconds_between(d->time, row, i);
	return VALUE_MISSING;
}

static int64_t initiator(struct derivation *d, size_t row)
{
	return column_is_missing(d->direction, row) ? VALUE_MISSING : d->parties[column_code(d->direction, row)];
}

static bool fill(struct builder *b, struct derivation *d, int64_t (*value)(struct derivation *, size_t))
{
	int64_t values[1024];
	size_t n = d->table->n_rows;

	for (size_t row = 0, k; row < n; row += k) {
		k = n - row < 1024 ? n - row : 1024;
		for (size_t i = 0; i < k; i++)
			values[i] = value(d, row + i);
		if (!builder_add(b, (uint32_t)row, values, k, 0))
			return false;
	}
	return true;
}

/* Takes WORDS (NULL unless the type is text).  On success or failure the column, if added, is the table's to free. */
static bool add_column(struct table *t, struct derivation *d, const char *name, enum column_type type,
		       struct dictionary *words, int64_t (*value)(struct derivation *, size_t))
{
	struct builder b = { 0 };
	struct column *c = &t->columns[t->n_columns++];
	bool done;

	*c = (struct column){ .name = text_of(name),
			      .snake = text_of(name),
			      .type = type,
			      .per_second = 1,
			      .yes = TEXT("yes"),
			      .no = TEXT("no"),
			      .derived = true,
			      .words = words };
	done = fill(&b, d, value) && column_fill(c, &b);
	builder_clear(&b);
	return done;
}

static bool add_integers(struct table *t, struct derivation *d, const char *name,
			 int64_t (*value)(struct derivation *, size_t))
{
	return derive_is_taken(t, name) || add_column(t, d, name, COLUMN_INTEGER, NULL, value);
}

#define WRITE(type)                                                                                                    \
	do {                                                                                                           \
		type *codes = c->codes;                                                                                \
                                                                                                                       \
		for (size_t row = 0; row < d.table->n_rows; row++) {                                                   \
			int64_t v = value(&d, row);                                                                    \
                                                                                                                       \
			codes[row] = v == VALUE_MISSING ? (type)column_missing(c) : (type)v;                           \
		}                                                                                                      \
	} while (0)

/* The codes of C, for which there is room, and what else is known once they are.  No value is below 0. */
static enum fill_fault fill_column(const struct table *t, struct column *c,
				   int64_t (*value)(struct derivation *, size_t))
{
	struct derivation d = { .table = t,
				.customer = t->roles[ROLE_customer].column,
				.time = t->roles[ROLE_time].column,
				.contact = table_column(t, TEXT("contact")) };
	struct derivation first = d;
	int64_t highest = -1;

	for (size_t row = 0; row < t->n_rows; row++) {
		int64_t v = value(&first, row);

		highest = v > highest ? v : highest;
		c->n_missing += v == VALUE_MISSING;
	}
	c->domain = (uint64_t)(highest + 1);
	c->width = width_for(c->domain);
	FOR_WIDTH(c->width, WRITE);
	column_measure(c, t->n_rows);
	return FILL_FINE;
}

static enum fill_fault fill_since_previous(const struct table *t, struct column *c)
{
	return fill_column(t, c, since_previous);
}

static enum fill_fault fill_until_next(const struct table *t, struct column *c)
{
	return fill_column(t, c, until_next);
}

static enum fill_fault fill_contact_number(const struct table *t, struct column *c)
{
	return fill_column(t, c, contact_number);
}

static enum fill_fault fill_since_contact(const struct table *t, struct column *c)
{
	return fill_column(t, c, since_contact);
}

static enum fill_fault fill_until_contact(const struct table *t, struct column *c)
{
	return fill_column(t, c, until_contact);
}

bool derive_later(struct table *t, const char *name, enum column_type type,
		  enum fill_fault (*later)(const struct table *, struct column *), size_t width)
{
	struct column *c;

	if (derive_is_taken(t, name))
		return true;
	c = &t->columns[t->n_columns++];
	*c = (struct column){ .name = text_of(name),
			      .snake = text_of(name),
			      .type = type,
			      .width = (uint8_t)width,
			      .per_second = 1,
			      .yes = TEXT("yes"),
			      .no = TEXT("no"),
			      .domain = type == COLUMN_YESNO ? 2 : 0,
			      .derived = true,
			      .fill = later };
	c->codes = memory_large_array(t->n_rows, width);
	return c->codes != NULL;
}

static struct text party(struct text direction, bool *known)
{
	static const char *const out[] = { "outbound", "outgoing", "out", NULL };
	static const char *const in[] = { "inbound", "incoming", "in", NULL };

	*known = true;
	if (derive_is_among(direction, out))
		return TEXT("company");
	if (derive_is_among(direction, in))
		return TEXT("customer");
	*known = false;
	return direction;
}

/* The parties of the words of DIRECTION, into WORDS; false when memory ran out. */
static bool translate(const struct dictionary *direction, struct dictionary *words, int64_t *parties, bool *any)
{
	for (uint32_t i = 0; i < direction->n; i++) {
		bool known;
		uint32_t code = dictionary_add(words, party(dictionary_word(direction, i), &known));

		if (code == UINT32_MAX)
			return false;
		parties[i] = code;
		*any |= known;
	}
	return true;
}

/* A column of directions is no answer to "who began": the role gets a column that says company or customer. */
static bool add_initiator(struct table *t)
{
	struct role_map *role = &t->roles[ROLE_initiator];
	struct derivation d = { .table = t, .direction = role->column };
	struct dictionary *words;
	int64_t *parties;
	bool any = false, done;

	if (!d.direction || d.direction->type != COLUMN_TEXT || derive_is_taken(t, "initiator"))
		return true;
	words = dictionary_new();
	parties = calloc(d.direction->words->n + (size_t)1, sizeof(*parties));
	d.parties = parties;
	done = words && parties && translate(d.direction->words, words, parties, &any);
	if (done && any) {
		done = add_column(t, &d, "initiator", COLUMN_TEXT, words, initiator);
		words = NULL;
		role->column = &t->columns[t->n_columns - 1];
	}
	dictionary_free(words);
	free(parties);
	return done;
}

/* Cases need no customer; their contacts follow each other in the order of the table. */
static bool add_case_contact(struct table *t)
{
	struct derivation d = { .table = t,
				.holder = t->roles[ROLE_case].column,
				.contact = table_find(t, TEXT("contact")) };
	bool done;

	if (!d.holder || d.holder->type == COLUMN_NUMBER || d.holder->domain >= UINT32_MAX || !d.contact ||
	    d.contact->type != COLUMN_YESNO || derive_is_taken(t, "case_contact_number"))
		return true;
	table_ready(t, d.contact);
	d.contacts = calloc((size_t)d.holder->domain + 1, sizeof(*d.contacts));
	done = d.contacts && add_integers(t, &d, "case_contact_number", case_contact_number);
	free(d.contacts);
	return done;
}

/* Bytes for the span between any two of its values in seconds. */
static size_t span_width(const struct column *time)
{
	uint64_t longest = time->type == COLUMN_DATE ? time->domain : time->domain / time->per_second / 86400;

	return longest < UINT32_MAX / 86400 ? sizeof(uint32_t) : sizeof(uint64_t);
}

bool table_derive(struct table *t)
{
	const struct column *customer = t->roles[ROLE_customer].column, *time = t->roles[ROLE_time].column, *contact;
	size_t width;

	if (!add_initiator(t) || !derive_contact(t) || !add_case_contact(t) || !table_derive_stake(t))
		return false;
	if (!customer || !time)
		return true;
	width = span_width(time);
	if (!derive_later(t, "since_previous", COLUMN_INTEGER, fill_since_previous, width) ||
	    !derive_later(t, "until_next", COLUMN_INTEGER, fill_until_next, width) ||
	    !derive_later(t, "contact_number", COLUMN_INTEGER, fill_contact_number, sizeof(uint32_t)))
		return false;
	contact = table_find(t, TEXT("contact"));
	/* A column `contact` of the file may be anything; the two that follow it need yes and no. */
	if (!contact || contact->type != COLUMN_YESNO)
		return true;
	return derive_later(t, "since_contact", COLUMN_INTEGER, fill_since_contact, width) &&
	       derive_later(t, "until_contact", COLUMN_INTEGER, fill_until_contact, width);
}
