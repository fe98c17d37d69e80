/* arrange.h - a table's finished columns put into (customer, time, line of the file) order, and what follows from it.
 */
#ifndef STORE_ARRANGE_H
#define STORE_ARRANGE_H

#include "store/table.h"

/* Columns a table may gain in table_derive and, before it, as the sum of a date and a time of the day; room for them is
 * reserved with the columns of the file. */
enum { DERIVED_MAX = 10 };

/* Sort the rows by the columns of the roles customer and time (either may be missing; the sort is stable) and fill
 * places, starts and n_customers.  False when memory ran out; the table can then only be freed. */
bool table_arrange(struct table *t);
/* Append the derived columns, after table_arrange; a name taken by the file wins.  False when memory ran out.
 * Always: contact (yes/no: a contact with service, by the words of the role type; every row where it is not mapped or
 * none of its words is known).  Where initiator is mapped to a column of directions (outbound, inbound): initiator
 * (company, customer), to which the role moves.  With customer and time, in seconds: since_previous, until_next (the
 * customer's neighbouring rows), since_contact, until_contact (from contact to contact); and contact_number (1, 2 ...
 * per customer).  With case: case_contact_number (1, 2 ... over the contacts of the case).  With churned and revenue:
 * revenue_at_stake (table_derive_stake). */
bool table_derive(struct table *t);
/* Append revenue_at_stake where churned and revenue are mapped: on rows that say whether the customer left, the revenue
 * of the row; of leavers without one the mean of those who stayed in the same segment (of all where segment is not
 * mapped).  False when memory ran out. */
bool table_derive_stake(struct table *t);
/* Fill the chunk statistics of C, if there is room for them (table_measure will do it, where there is none yet). */
void column_measure(struct column *c, size_t n_rows);
/* Fill the chunk statistics of every column that has none (where values come later, make room for them).  False when memory ran out. */
bool table_measure(struct table *t);

#endif
