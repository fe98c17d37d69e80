/* concat.h - the rows of several tables, one table after the other, as one table: columns by name, types as wide as needed.
 *
 * Only columns of the files count, not those that were derived or looked up.  A column belongs to the one of the same
 * name, else of the same snake form; where a table has none its rows are missing.  Types widen as those of one file do:
 *	integer, decimal	decimal with the most places, or number where that passes 18 digits
 *	any of them, number	number
 *	date, time		time, in milliseconds if one of them is
 *	anything else		text: numbers without their trailing zeros beyond the column's places, dates in ISO form,
 *				yes/no in the words of the file
 * A column without any value takes the type of the others. */
#ifndef STORE_CONCAT_H
#define STORE_CONCAT_H

#include "store/table.h"

struct concat_part {
	struct table *table;
	const uint32_t *rows; /* its row at each place of its files; NULL: rows are in that order */
	bool keep;	      /* the table is needed again; else its columns are freed as they are done */
};

enum concat_fault {
	CONCAT_FINE,
	CONCAT_NO_MEMORY,
	CONCAT_TOO_MANY_ROWS,
	CONCAT_TOO_MANY_COLUMNS,
	CONCAT_ZONES,
	CONCAT_ORDERS
};

/* One column of the whole, and which columns of the parts it is made from. */
struct joint {
	struct text name, snake;
	struct column **of; /* by part; NULL: it has none */
	size_t n_of;
	enum column_type type;
	uint8_t scale, time_digits, date_order;
	uint16_t per_second;
	bool clock, zoned;
	const struct column *first; /* with a value; NULL: none has */
};

/* The caller sets the first three; the rest is planned.  Everything lives in ARENA. */
struct concat {
	struct arena *arena;
	struct concat_part *parts;
	size_t n_parts;
	struct joint *columns;
	size_t n_columns, n_rows;
	enum concat_fault fault;
	const struct joint *fault_column; /* of CONCAT_ZONES and CONCAT_ORDERS, with the first two parts that differ */
	size_t fault_parts[2];
};

/* Match the columns and find their types; false with a fault. */
bool concat_plan(struct concat *c);
/* The planned table in file order: columns, dictionaries and rows, and room for ROOM more columns; names live in its
 * arena, which jumps to ON_FAILURE.  NULL with a fault. */
struct table *concat_table(struct concat *c, size_t room, jmp_buf *on_failure);

#endif
