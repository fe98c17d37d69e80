/* What a bare name means in a row: a column, a role, a segment, a dimension, or one of the names that are always
 * there. */
#include <math.h>

#include "plan/base.h"
#include "plan/row.h"

bool scope_data_period(const struct scope *s, struct period *out)
{
	const struct column *c = s->table ? s->table->roles[ROLE_time].column : NULL;
	int64_t unit, per_second;

	if (!c || c->domain == 0)
		return false;
	unit = c->type == COLUMN_DATE ? DAY_SECONDS : 1;
	per_second = c->per_second > 1 ? c->per_second : 1;
	out->from = c->base / per_second * unit;
	out->to = ((c->base + (int64_t)c->domain - 1) / per_second + 1) * unit;
	scope_wall_period(s, c, out);
	return true;
}

const struct zone *scope_zone(const struct scope *s, const struct column *c)
{
	return c->type == COLUMN_TIME && c->zoned && s->settings && s->settings->zone.name[0] ? &s->settings->zone
											      : NULL;
}

void scope_wall_period(const struct scope *s, const struct column *c, struct period *p)
{
	int64_t last = p->to - 1;

	if (!scope_zone(s, c))
		return;
	zone_wall_range(scope_zone(s, c), &p->from, &last);
	p->to = last + 1;
}

struct calendar scope_calendar(const struct scope *s)
{
	return (struct calendar){ s->settings->week_start, s->settings->year_start };
}

int64_t scope_as_of_day(const struct scope *s)
{
	struct period data;

	if (s->settings->as_of_given)
		return s->settings->as_of_day;
	return scope_data_period(s, &data) ? day_of_second(data.to - 1) : 0;
}

/* Seconds per unit that a column's own name tells: wait_s, wait_minutes, "Time (in hrs)". */
static double unit_of_name(struct text snake)
{
	static const struct {
		const char *ending;
		double seconds;
	} endings[] = {
		{ "_s", 1 },	  { "_sec", 1 },      { "_seconds", 1 },  { "_secs", 1 },
		{ "_min", 60 },	  { "_mins", 60 },    { "_minutes", 60 }, { "_h", 3600 },
		{ "_hrs", 3600 }, { "_hours", 3600 }, { "_days", 86400 },
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (text_ends(snake, text_of(endings[i].ending)))
			return endings[i].seconds;
	return 0;
}

static double unit_of_column(const struct scope *s, const struct column *c)
{
	static const char *const derived[] = { "since_previous", "until_next", "since_contact", "until_contact" };

	for (int r = 0; r < ROLES; r++)
		if (role_kind_of((enum role)r) == ROLE_SPAN && s->table->roles[r].column == c &&
		    s->table->roles[r].seconds > 0)
			return s->table->roles[r].seconds;
	for (size_t i = 0; c->derived && i < sizeof(derived) / sizeof(*derived); i++)
		if (text_is(c->snake, derived[i]))
			return 1;
	return c->type == COLUMN_INTEGER || c->type == COLUMN_DECIMAL || c->type == COLUMN_NUMBER
		       ? unit_of_name(c->snake)
		       : 0;
}

static enum row_type type_of_column(const struct column *c)
{
	switch (c->type) {
	case COLUMN_TEXT:
		return ROW_WORD;
	case COLUMN_YESNO:
		return ROW_YESNO;
	case COLUMN_DATE:
	case COLUMN_TIME:
		return ROW_MOMENT;
	default:
		return ROW_NUMBER;
	}
}

struct row *row_column(struct scope *s, const struct column *c, const struct role_map *role, struct span span)
{
	struct row *r = row_new(s, ROW_COLUMN, type_of_column(c), span);

	r->column = table_ready(s->table, c);
	r->role = role;
	r->zone = scope_zone(s, c);
	return r;
}

/* A column seen through ROLE: yes/no of 0 and 1, spans in seconds, a scale that may run backwards. */
static struct row *role_row(struct scope *s, enum role role, const struct column *c, const struct role_map *map,
			    struct span span)
{
	struct row *r = row_column(s, c, map, span);
	enum role_kind kind = role_kind_of(role);

	if (kind == ROLE_YESNO && r->type == ROW_NUMBER)
		r->type = ROW_YESNO;
	if (kind == ROLE_SPAN)
		r->seconds = map && map->seconds > 0 ? map->seconds : 1;
	if (kind == ROLE_SCORE && map && map->high < map->low)
		r->mirror = true;
	return r;
}

/* handle = talk + hold + wrap where all three are mapped and handle is not. */
static struct row *handle_of_parts(struct scope *s, struct span span)
{
	static const enum role parts[] = { ROLE_talk, ROLE_hold, ROLE_wrap };
	struct row *sum = NULL;

	for (size_t i = 0; i < 3; i++) {
		const struct role_map *map = &s->table->roles[parts[i]];
		struct row *part, *both;

		if (!map->column)
			return NULL;
		part = role_row(s, parts[i], map->column, map, span);
		if (!sum) {
			sum = part;
			continue;
		}
		both = row_new(s, ROW_ADD, ROW_NUMBER, span);
		both->a = sum;
		both->b = part;
		sum = both;
	}
	return sum;
}

/* sla_met = first_response <= sla_target where both are mapped and sla_met is not. */
static struct row *sla_of_parts(struct scope *s, struct span span)
{
	const struct role_map *response = &s->table->roles[ROLE_first_response],
			      *target = &s->table->roles[ROLE_sla_target];
	struct row *r;

	if (!response->column || !target->column)
		return NULL;
	r = row_new(s, ROW_COMPARE, ROW_YESNO, span);
	r->op = OP_LE;
	r->a = role_row(s, ROLE_first_response, response->column, response, span);
	r->b = role_row(s, ROLE_sla_target, target->column, target, span);
	return r;
}

static struct row *mapped_role(struct scope *s, enum role role, struct span span)
{
	const struct role_map *map = &s->table->roles[role];

	for (const struct role_binding *b = s->bindings; b; b = b->outer)
		if (b->role == role)
			return role_row(s, role, b->column, b->column == map->column ? map : NULL, span);
	if (map->column)
		return role_row(s, role, map->column, map, span);
	if (role == ROLE_handle)
		return handle_of_parts(s, span);
	return role == ROLE_sla_met ? sla_of_parts(s, span) : NULL;
}

/* `answer`: at least one score is there. */
static struct row *answer_row(struct scope *s, struct span span)
{
	struct row *any = row_new(s, ROW_OR, ROW_YESNO, span);

	any->list = ARENA_ARRAY(s->arena, ROLES, struct row *);
	for (int r = 0; r < ROLES; r++) {
		const struct role_map *map = &s->table->roles[r];
		struct row *missing;

		if (role_kind_of((enum role)r) != ROLE_SCORE || !map->column)
			continue;
		missing = row_new(s, ROW_MISSING, ROW_YESNO, span);
		missing->a = role_row(s, (enum role)r, map->column, map, span);
		any->list[any->n_list++] = row_not(s, missing);
	}
	if (any->n_list)
		return any;
	diagnose(s->errors, STATUS_BAD_INPUT, span, "no column is mapped to a score (recommend, csat, effort ...)")
		->code = 102;
	diagnose_help(s->errors, "load the file with a mapping, such as `mapping csat = COLUMN`");
	return NULL;
}

static struct row *time_part(struct scope *s, enum row_kind kind, struct span span)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL };
	struct row *time = mapped_role(s, ROLE_time, span), *r;

	if (!time)
		return row_unmapped_role(s, ROLE_time, span);
	if (kind == ROW_HOUR && time->column->type == COLUMN_DATE) {
		diagnose(s->errors, STATUS_BAD_INPUT, span, "%.*s holds days; there is no hour in it",
			 TEXT_ARGS(time->column->snake))
			->code = 107;
		return NULL;
	}
	r = row_new(s, kind, kind == ROW_WEEKDAY ? ROW_LABEL : ROW_NUMBER, span);
	r->a = time;
	r->labels = kind == ROW_WEEKDAY ? days : NULL;
	return r;
}

static struct row *moment_constant(struct scope *s, int64_t second, int64_t length, struct span span)
{
	struct row *r = row_constant(s, (double)second, ROW_MOMENT, span);

	r->length = length;
	return r;
}

/* Names that are always there; *found tells whether NAME is one of them. */
static struct row *built_in_name(struct scope *s, struct text name, struct span span, bool *found)
{
	struct period data = { 0 };

	*found = true;
	if (text_equal_folded(name, TEXT("weekday")))
		return time_part(s, ROW_WEEKDAY, span);
	if (text_equal_folded(name, TEXT("hour_of_day")))
		return time_part(s, ROW_HOUR, span);
	if (text_equal_folded(name, TEXT("answer")))
		return answer_row(s, span);
	if (text_equal_folded(name, TEXT("in_base")))
		return base_in(s, span);
	*found = text_equal_folded(name, TEXT("data_start")) || text_equal_folded(name, TEXT("data_end"));
	if (!*found)
		return NULL;
	if (!scope_data_period(s, &data))
		return row_unmapped_role(s, ROLE_time, span);
	if (text_equal_folded(name, TEXT("data_start")))
		return moment_constant(s, day_of_second(data.from) * DAY_SECONDS, DAY_SECONDS, span);
	return moment_constant(s, day_of_second(data.to - 1) * DAY_SECONDS, DAY_SECONDS, span);
}

/* Definitions may use each other, not themselves. */
enum { DEFINITION_DEPTH_MAX = 32 };

static struct row *defined_row(struct scope *s, const struct definition *d, bool condition, struct span span)
{
	const struct node *body = node_at(d->node, 0);
	size_t errors = s->errors->n;
	struct row *r;

	if (s->definition_depth >= DEFINITION_DEPTH_MAX) {
		diagnose(s->errors, STATUS_BAD_INPUT, span, "the definition of %.*s uses itself", TEXT_ARGS(d->name))
			->code = 103;
		return NULL;
	}
	if (s->definition_depth++ == 0)
		s->used_at = span;
	r = condition			   ? row_bind_condition(s, body)
	    : body->kind == NODE_BANDS	   ? row_bind_bands(s, body)
	    : body->kind == NODE_FRAGMENTS ? row_bind_fragments(s, body)
					   : row_bind(s, body);
	s->definition_depth--;
	if (r)
		r->span = span;
	else if (s->errors->n == errors)
		diagnose(s->errors, STATUS_BAD_INPUT, span, "%.*s cannot be used here", TEXT_ARGS(d->name));
	return r;
}

static struct row *unknown_name(struct scope *s, const struct node *name)
{
	struct name_list known = { 0 };
	struct text near;

	if (row_underivable(s, name->text, name->span))
		return NULL;
	diagnose(s->errors, STATUS_BAD_INPUT, name->span, "no column is named %.*s", TEXT_ARGS(name->text))->code = 101;
	if (definitions_find(s->definitions, DEFINED_METRIC, name->text)) {
		diagnose_help(s->errors, "%.*s is a metric, not a column; a condition on a metric goes into `having`",
			      TEXT_ARGS(name->text));
		return NULL;
	}
	if (name->flags & FLAG_KEYWORD) {
		diagnose_help(s->errors, "`%.*s` was read as a name because a name was needed there",
			      TEXT_ARGS(name->text));
		return NULL;
	}
	scope_names(s, NAME_COLUMN, &known);
	scope_names(s, NAME_ROLE, &known);
	scope_names(s, NAME_SEGMENT, &known);
	scope_names(s, NAME_DIMENSION, &known);
	scope_names(s, NAME_FUNCTION, &known);
	near = scope_near(s, name->text, &known);
	if (near.n)
		diagnose_help(s->errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(s->errors, "`show columns` lists the columns");
	return NULL;
}

static struct row *lookup(struct scope *s, const struct node *name)
{
	const struct column *column = table_column(s->table, name->text), *of_base = base_name(s, name);
	enum role role = role_find(name->text);
	const struct definition *d;
	struct row *r;
	bool found;

	if (of_base)
		return row_column(s, of_base, NULL, name->span);
	/* Inside definitions, and where the column is the role's own, a role's name means the role: cleaned, in its
	 * unit. */
	if (role != ROLE_NONE && !(name->flags & FLAG_QUOTED) &&
	    (s->definition_depth > 0 || !column || s->table->roles[role].column == column)) {
		r = mapped_role(s, role, name->span);
		if (r)
			return r;
		if (!column || (s->definition_depth > 0 && !column->derived && role_kind_of(role) == ROLE_SCORE))
			return row_unmapped_role(s, role, name->span);
	}
	if (column && column->derived && text_is(column->snake, "contact") && !s->table->roles[ROLE_type].column)
		scope_note(s, false, "no column is mapped to the role type: every row counts as a contact");
	if (column)
		return row_column(s, column, NULL, name->span);
	d = definitions_find(s->definitions, DEFINED_SEGMENT, name->text);
	if (d)
		return defined_row(s, d, true, name->span);
	d = definitions_find(s->definitions, DEFINED_DIMENSION, name->text);
	if (d)
		return defined_row(s, d, false, name->span);
	r = built_in_name(s, name->text, name->span, &found);
	return found ? r : unknown_name(s, name);
}

struct row *row_bind_name(struct scope *s, const struct node *name)
{
	struct row *r = lookup(s, name);

	if (r && r->kind == ROW_COLUMN && r->seconds == 0 && r->type == ROW_NUMBER)
		r->own_unit = unit_of_column(s, r->column);
	if (r && r->own_unit != 0 && r->column->derived) /* cxq's own spans are seconds and nothing else */
		r->seconds = r->own_unit;
	return r;
}
