/* contact: whether the customer turned to service in this row. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/threads.h"
#include "store/derive_int.h"

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

/* Which words of the column of the role type mean that the customer contacted service; NULL: there is no such column or
 * none of its words does, and every row is taken as a contact. */
static bool *find_contact_words(const struct column *type, bool *failed)
{
	static const char *const words[] = { "help",	"contact", "call",    "complaint", "question",
					     "support", "service", "ticket",  "incident",  "issue",
					     "request", "inquiry", "enquiry", NULL };
	bool *counts, any = false;

	if (!type || type->type != COLUMN_TEXT)
		return NULL;
	counts = calloc(type->words->n + (size_t)1, sizeof(*counts));
	*failed = !counts;
	for (uint32_t i = 0; counts && i < type->words->n; i++)
		any |= counts[i] = derive_is_among(dictionary_word(type->words, i), words);
	if (any)
		return counts;
	free(counts);
	return NULL;
}

/* Contacts, by tasks of many rows. */
struct contacts {
	const struct table *table;
	const struct column *type; /* with COUNTS for each of its codes; NULL: every row is a contact */
	const bool *counts;
	uint8_t *codes;
};

enum { CONTACTS_PER_TASK = 1 << 18, CONTACTS_AT_ONCE = 1024 };

static void find_contacts(void *user, size_t task)
{
	struct contacts *k = user;
	size_t from = task * CONTACTS_PER_TASK, end = from + CONTACTS_PER_TASK;
	uint64_t codes[CONTACTS_AT_ONCE];

	end = end < k->table->n_rows ? end : k->table->n_rows;
	if (!k->counts) {
		memset(k->codes + from, 1, end - from);
		return;
	}
	for (size_t row = from, n; row < end; row += n) {
		n = end - row < CONTACTS_AT_ONCE ? end - row : CONTACTS_AT_ONCE;
		column_codes(k->type, row, n, codes);
		for (size_t i = 0; i < n; i++)
			k->codes[row + i] = codes[i] < k->type->domain && k->counts[codes[i]];
	}
}

bool derive_contact(struct table *t)
{
	struct contacts k = { .table = t, .type = t->roles[ROLE_type].column };
	bool failed = false, *counts;
	struct column *c;

	if (derive_is_taken(t, "contact"))
		return true;
	counts = find_contact_words(k.type, &failed);
	k.counts = counts;
	c = &t->columns[t->n_columns++];
	*c = (struct column){ .name = TEXT("contact"),
			      .snake = TEXT("contact"),
			      .type = COLUMN_YESNO,
			      .width = 1,
			      .per_second = 1,
			      .yes = TEXT("yes"),
			      .no = TEXT("no"),
			      .derived = true,
			      .domain = 2 };
	c->codes = k.codes = memory_large_array(t->n_rows, 1);
	if (k.codes && !failed)
		threads_each((t->n_rows + CONTACTS_PER_TASK - 1) / CONTACTS_PER_TASK, find_contacts, &k);
	free(counts);
	return k.codes && !failed;
}
