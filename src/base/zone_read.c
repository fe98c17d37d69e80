/* Zone files: a table of changes with 32-bit times, the same with 64-bit times, and a rule for the time after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/zone.h"

enum { HEADER = 44, FILE_MAX = 1 << 18 };

/* The counts of a header. */
struct counts {
	uint32_t utc, standard, leaps, times, types, letters;
};

static uint32_t read_u32(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static int64_t read_time(const char *at, unsigned width)
{
	if (width == 4)
		return (int32_t)read_u32(at);
	return (int64_t)((uint64_t)read_u32(at) << 32 | read_u32(at + 4));
}

static bool read_header(struct text bytes, struct counts *c)
{
	if (bytes.n < HEADER || memcmp(bytes.at, "TZif", 4) != 0)
		return false;
	*c = (struct counts){ read_u32(bytes.at + 20), read_u32(bytes.at + 24), read_u32(bytes.at + 28),
			      read_u32(bytes.at + 32), read_u32(bytes.at + 36), read_u32(bytes.at + 40) };
	/* Far more than there can be, and no product overflows. */
	return c->times < FILE_MAX && c->types > 0 && c->types <= 256 && c->letters < FILE_MAX && c->leaps < FILE_MAX &&
	       c->standard <= 256 && c->utc <= 256;
}

/* Bytes of the tables behind a header. */
static size_t size_of(const struct counts *c, unsigned width)
{
	return (size_t)c->times * (width + 1) + (size_t)c->types * 6 + c->letters + (size_t)c->leaps * (width + 4) +
	       c->standard + c->utc;
}

static bool read_table(struct zone *z, struct text body, const struct counts *c, unsigned width)
{
	const char *times = body.at, *kinds = times + (size_t)c->times * width, *types = kinds + c->times;

	z->offset[0] = (int32_t)read_u32(types);
	for (uint32_t i = 0; i < c->times; i++) {
		unsigned kind = (unsigned char)kinds[i];

		if (kind >= c->types)
			return false;
		z->at[z->n] = read_time(times + (size_t)i * width, width);
		if (z->n && z->at[z->n] <= z->at[z->n - 1])
			return false;
		z->offset[++z->n] = (int32_t)read_u32(types + (size_t)kind * 6);
		if (z->offset[z->n] <= -86400 || z->offset[z->n] >= 86400)
			return false;
	}
	return z->offset[0] > -86400 && z->offset[0] < 86400;
}

/* "\nCET-1CEST,M3.5.0,M10.5.0/3\n"; nothing between the line ends: there is no rule. */
static bool read_footer(struct zone *z, struct text footer)
{
	const char *end;

	if (footer.n < 2 || *footer.at != '\n')
		return false;
	footer = text_from(footer, 1);
	end = memchr(footer.at, '\n', footer.n);
	if (!end)
		return false;
	footer.n = (size_t)(end - footer.at);
	return footer.n == 0 || zone_parse_rule(&z->after, footer);
}

bool zone_parse(struct zone *z, struct text bytes, const char **why)
{
	struct counts c;
	unsigned width = 4;
	bool has_64;

	memset(z, 0, sizeof(*z));
	*why = "it is no zone file";
	if (!read_header(bytes, &c) || bytes.n - HEADER < size_of(&c, width))
		return false;
	has_64 = bytes.at[4] >= '2';
	bytes = text_from(bytes, HEADER);
	if (has_64) {
		bytes = text_from(bytes, size_of(&c, width));
		width = 8;
		if (!read_header(bytes, &c) || bytes.n - HEADER < size_of(&c, width))
			return false;
		bytes = text_from(bytes, HEADER);
	}
	if (c.times > ZONE_CHANGES_MAX) {
		*why = "it has more changes than any zone";
		return false;
	}
	if (c.leaps > 0) {
		*why = "it counts leap seconds";
		return false;
	}
	return read_table(z, bytes, &c, width) && (!has_64 || read_footer(z, text_from(bytes, size_of(&c, width))));
}

/* Names are paths below the folder of zones: nothing that leads out of it. */
static bool is_name(struct text name)
{
	if (name.n == 0 || name.n > ZONE_NAME_MAX || *name.at == '/' || text_find(name, TEXT("..")) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.at[i];

		if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && !strchr("/_+-.", c))
			return false;
	}
	return true;
}

static bool read_path(struct zone *z, const char *path, const char **why)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(FILE_MAX);
	size_t n = file && bytes ? fread(bytes, 1, FILE_MAX, file) : 0;
	bool done = n > 0 && zone_parse(z, (struct text){ bytes, n }, why);

	if (n == 0)
		*why = "the system has no such zone";
	if (file)
		fclose(file);
	free(bytes);
	return done;
}

static bool read_named(struct zone *z, struct text name, const char **why)
{
	const char *folder = getenv("TZDIR");
	char path[4096];

	*why = "the system has no such zone";
	if (!is_name(name))
		return false;
	snprintf(path, sizeof(path), "%s/%.*s", folder && *folder ? folder : "/usr/share/zoneinfo", TEXT_ARGS(name));
	return read_path(z, path, why);
}

/* TZ says it, as a name or as a rule, else /etc/localtime. */
static bool read_system(struct zone *z, const char **why)
{
	const char *spelt = getenv("TZ");
	struct text name;

	if (!spelt || !*spelt)
		return read_path(z, "/etc/localtime", why);
	name = text_of(*spelt == ':' ? spelt + 1 : spelt);
	if (*name.at == '/')
		return read_path(z, name.at, why);
	if (read_named(z, name, why))
		return true;
	memset(z, 0, sizeof(*z));
	*why = "TZ names no zone";
	return zone_parse_rule(&z->after, name);
}

bool zone_read(struct zone *z, struct text name, const char **why)
{
	bool done = true;

	memset(z, 0, sizeof(*z));
	if (text_equal_folded(name, TEXT("utc")) || text_is(name, "Z"))
		return true;
	done = text_equal_folded(name, TEXT("system")) ? read_system(z, why) : read_named(z, name, why);
	if (done)
		memcpy(z->name, name.at, name.n);
	return done;
}
