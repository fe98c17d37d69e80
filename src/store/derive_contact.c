/* contact: whether the customer turned to service in this row. */
#include <stdlib.h>
#include <string.h>

#include "base/threads.h"
#include "store/arrange.h"
#include "store/derive_int.h"
#include "store/order.h"

bool derive_is_taken(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (text_is(t->columns[i].name, name) || text_is(t->columns[i].snake, name))
			return true;
	return false;
}

bool derive_is_among(struct text word, const char *const *list)
{
	for (; *list; list++)
		if (text_equal_folded(word, text_of(*list)))
			return true;
	return false;
}

/* Does the word mean that the customer contacted service? */
static bool is_contact_word(struct text word)
{
	static const char *const words[] = { "help",	"contact", "call",    "complaint", "question",
					     "support", "service", "ticket",  "incident",  "issue",
					     "request", "inquiry", "enquiry", NULL };

	return derive_is_among(word, words);
}

static bool has_contact_words(const struct column *type)
{
	bool any = false;

	for (uint32_t i = 0; i < type->words->n; i++)
		any |= is_contact_word(dictionary_word(type->words, i));
	return any;
}

/* Contacts, by tasks of many rows. */
struct contacts {
	const struct table *table;
	const struct column *type;
	const bool *counts; /* of each code of TYPE, the missing one included; NULL for want of memory */
	uint8_t *codes;
};

static bool counts_code(const struct contacts *k, uint64_t code)
{
	if (k->counts)
		return k->counts[code];
	return code < k->type->domain && is_contact_word(dictionary_word(k->type->words, (uint32_t)code));
}

static void find_contacts(void *user, size_t task)
{
	struct contacts *k = user;
	size_t end = task_end(task, k->table->n_rows);
	uint64_t codes[ROWS_AT_ONCE];

	for (size_t row = task * ROWS_PER_TASK, n; row < end; row += n) {
		n = end - row < ROWS_AT_ONCE ? end - row : ROWS_AT_ONCE;
		column_codes(k->type, row, n, codes);
		for (size_t i = 0; i < n; i++)
			k->codes[row + i] = counts_code(k, codes[i]);
	}
}

/* Where no column of the role type names a contact every row is one. */
static enum fill_fault fill_contact(const struct table *t, struct column *c)
{
	struct contacts k = { .table = t, .type = t->roles[ROLE_type].column, .codes = c->codes };
	bool *counts;

	if (!k.type || k.type->type != COLUMN_TEXT || !has_contact_words(k.type)) {
		memset(c->codes, 1, t->n_rows);
	} else {
		column_values(k.type);
		k.counts = counts = calloc((size_t)k.type->domain + 1, sizeof(*counts));
		for (uint32_t i = 0; counts && i < k.type->domain; i++)
			counts[i] = is_contact_word(dictionary_word(k.type->words, i));
		threads_each(n_tasks(t->n_rows), find_contacts, &k);
		free(counts);
	}
	column_measure(c, t->n_rows);
	return FILL_FINE;
}

bool derive_contact(struct table *t)
{
	return derive_later(t, "contact", COLUMN_YESNO, fill_contact, 1);
}
