#include "plan/settings.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "plan/moment.h"
#include "plan/scope.h"

static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const char *const months[] = { "january", "february", "march",	  "april",   "may",	 "june",
				      "july",	 "august",   "september", "october", "november", "december" };
static const char *const units[] = { "customer", "row", "case" };

struct settings settings_default(void)
{
	return (struct settings){
		.year_start = 1,
		.min_n = 30,
		.inference = INFERENCE_CUSTOMER,
		.unknown_values_error = true,
		.precision = -1,
		.level = 0.95,
		.frequency = true,
	};
}

static struct text word_of(const struct node *value)
{
	return value->kind == NODE_NAME || value->kind == NODE_TEXT || value->kind == NODE_DATE ? value->text
												: TEXT_NONE;
}

static bool is_word(const struct node *value, const char *word)
{
	return text_equal_folded(word_of(value), text_of(word));
}

/* The place of VALUE among N words (its first three letters are enough), or N. */
static unsigned one_of(const struct node *value, const char *const *words, unsigned n)
{
	struct text word = word_of(value);

	for (unsigned i = 0; i < n; i++)
		if (text_equal_folded(word, text_of(words[i])))
			return i;
	for (unsigned i = 0; word.n == 3 && n > 3 && i < n; i++)
		if (text_equal_folded(word, text_slice(text_of(words[i]), 0, 3)))
			return i;
	return n;
}

static bool whole_number(const struct node *value, double low, double high)
{
	return value->kind == NODE_NUMBER && value->number >= low && value->number <= high &&
	       floor(value->number) == value->number;
}

/* In the zone that was set, else on the machine's own calendar. */
static int64_t today(const struct settings *s)
{
	time_t now = time(NULL);
	struct tm local;

	if (s->zone.name[0])
		return day_of_second(zone_wall(&s->zone, now));
	if (!localtime_r(&now, &local))
		return 0;
	return day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static bool set_as_of(struct settings *s, const struct node *value)
{
	struct calendar calendar = { s->week_start, s->year_start };
	struct period period;

	s->as_of_given = !is_word(value, "data");
	if (!s->as_of_given)
		return true;
	if (value->kind == NODE_TODAY || value->kind == NODE_YESTERDAY || is_word(value, "clock")) {
		s->as_of_day = today(s) - (value->kind == NODE_YESTERDAY);
		return true;
	}
	if (!word_of(value).n || !period_of_literal(word_of(value), calendar, &period))
		return false;
	s->as_of_day = day_of_second(period.from);
	return period.to - period.from == DAY_SECONDS;
}

static void show_as_of(const struct settings *s, struct buffer *out)
{
	int64_t year, month, day;

	if (!s->as_of_given) {
		buffer_add_c(out, "data");
		return;
	}
	date_of(s->as_of_day, &year, &month, &day);
	buffer_printf(out, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}

static bool set_week_start(struct settings *s, const struct node *value)
{
	s->week_start = one_of(value, weekdays, 7);
	return s->week_start < 7;
}

static void show_week_start(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, weekdays[s->week_start]);
}

static bool set_year_start(struct settings *s, const struct node *value)
{
	s->year_start = whole_number(value, 1, 12) ? (unsigned)value->number : one_of(value, months, 12) + 1;
	return s->year_start <= 12;
}

static void show_year_start(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, months[s->year_start - 1]);
}

static bool set_min_n(struct settings *s, const struct node *value)
{
	if (!whole_number(value, 0, 1e9))
		return false;
	s->min_n = (unsigned)value->number;
	return true;
}

static void show_min_n(const struct settings *s, struct buffer *out)
{
	buffer_printf(out, "%u", s->min_n);
}

static bool set_unit(struct settings *s, const struct node *value)
{
	unsigned i = one_of(value, units, 3);

	s->inference = (enum unit_of_inference)i;
	return i < 3;
}

static void show_unit(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, units[s->inference]);
}

static bool set_unknown_values(struct settings *s, const struct node *value)
{
	s->unknown_values_error = is_word(value, "error");
	return s->unknown_values_error || is_word(value, "note");
}

static void show_unknown_values(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, s->unknown_values_error ? "error" : "note");
}

static bool set_precision(struct settings *s, const struct node *value)
{
	s->precision = whole_number(value, 0, 15) ? (int)value->number : -1;
	return s->precision >= 0 || is_word(value, "default");
}

static void show_precision(const struct settings *s, struct buffer *out)
{
	if (s->precision < 0)
		buffer_add_c(out, "default");
	else
		buffer_printf(out, "%d", s->precision);
}

static bool set_timing(struct settings *s, const struct node *value)
{
	s->timing = value->kind == NODE_TRUE || is_word(value, "on");
	return s->timing || value->kind == NODE_FALSE || is_word(value, "off");
}

static void show_timing(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, s->timing ? "on" : "off");
}

/* 95%, 0.95 and 95 mean the same. */
static bool set_ci(struct settings *s, const struct node *value)
{
	if (value->kind != NODE_PERCENT && value->kind != NODE_NUMBER)
		return false;
	s->level = value->kind == NODE_NUMBER && value->number > 1 ? value->number / 100 : value->number;
	return s->level >= 0.5 && s->level <= 0.999;
}

static void show_ci(const struct settings *s, struct buffer *out)
{
	buffer_printf(out, "%.10g%%", s->level * 100);
}

static bool set_weight(struct settings *s, const struct node *value)
{
	struct text name = is_word(value, "none") && !(value->flags & FLAG_QUOTED) ? TEXT_NONE : word_of(value);

	if (!is_word(value, "none") && (!name.n || name.n > SETTING_NAME_MAX || value->kind == NODE_DATE))
		return false;
	memset(s->weight, 0, sizeof(s->weight));
	if (name.n)
		memcpy(s->weight, name.at, name.n);
	return true;
}

static void show_weight(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, s->weight[0] ? s->weight : "none");
}

static bool set_suppress_below(struct settings *s, const struct node *value)
{
	bool off = value->kind == NODE_FALSE || is_word(value, "off");

	s->suppress_below = whole_number(value, 0, 1e9) ? (unsigned)value->number : 0;
	return off || whole_number(value, 0, 1e9);
}

static void show_suppress_below(const struct settings *s, struct buffer *out)
{
	if (s->suppress_below)
		buffer_printf(out, "%u", s->suppress_below);
	else
		buffer_add_c(out, "off");
}

static bool set_timezone(struct settings *s, const struct node *value)
{
	const char *why;

	return word_of(value).n && zone_read(&s->zone, word_of(value), &why);
}

static void show_timezone(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, s->zone.name[0] ? s->zone.name : "utc");
}

static bool set_frequency(struct settings *s, const struct node *value)
{
	s->frequency = value->kind == NODE_TRUE || is_word(value, "on");
	return s->frequency || value->kind == NODE_FALSE || is_word(value, "off");
}

static void show_frequency(const struct settings *s, struct buffer *out)
{
	buffer_add_c(out, s->frequency ? "on" : "off");
}

static const struct setting {
	const char *name, *words, *legal, *help;
	bool (*set)(struct settings *s, const struct node *value); /* false: not a legal value */
	void (*show)(const struct settings *s, struct buffer *out);
} settings[] = {
#define SETTING(name, words, legal, help) { #name, words, legal, help, set_##name, show_##name },
#include "plan/settings.def"
#undef SETTING
};

enum { N_SETTINGS = sizeof(settings) / sizeof(settings[0]) };

static void unknown_setting(struct text name, struct span span, struct diagnostics *errors)
{
	struct text names[N_SETTINGS], near;
	struct name_list list = { .arena = errors->arena, .names = names, .n = N_SETTINGS, .capacity = N_SETTINGS };
	struct scope scope = { .arena = errors->arena };

	for (size_t i = 0; i < N_SETTINGS; i++)
		names[i] = text_of(settings[i].name);
	diagnose(errors, STATUS_BAD_INPUT, span, "no setting is named %.*s", TEXT_ARGS(name));
	near = scope_near(&scope, name, &list);
	if (near.n)
		diagnose_help(errors, "did you mean %.*s?", TEXT_ARGS(near));
	else
		diagnose_help(errors, "`show settings` lists them");
}

bool settings_set(struct settings *s, struct text name, struct span name_span, const struct node *value,
		  struct diagnostics *errors)
{
	for (size_t i = 0; i < N_SETTINGS; i++) {
		struct settings changed = *s;

		if (!text_equal_folded(name, text_of(settings[i].name)))
			continue;
		if (settings[i].set(&changed, value)) {
			*s = changed;
			return true;
		}
		diagnose(errors, STATUS_BAD_INPUT, value->span, "%s does not take this value", settings[i].name);
		diagnose_help(errors, "it takes %s", settings[i].legal);
		return false;
	}
	unknown_setting(name, name_span, errors);
	return false;
}

bool settings_describe(const struct settings *s, size_t index, struct text *name, struct text *help, struct buffer *out)
{
	if (index >= N_SETTINGS)
		return false;
	*name = text_of(settings[index].name);
	*help = text_of(settings[index].help);
	settings[index].show(s, out);
	return true;
}

const char *settings_words(struct text name)
{
	for (size_t i = 0; i < N_SETTINGS; i++)
		if (text_equal_folded(name, text_of(settings[i].name)))
			return settings[i].words;
	return "";
}
