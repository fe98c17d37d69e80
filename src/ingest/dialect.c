#include "ingest/dialect.h"

#include "ingest/dialect_int.h"

const char *dialect_refusal(struct text bytes, const char **advice)
{
	*advice = "export it as CSV or TSV";
	if (text_starts(bytes, TEXT("PK\x03\x04")))
		return "is a ZIP archive or an Excel workbook";
	if (text_starts(bytes, TEXT("\xd0\xcf\x11\xe0")))
		return "is an old Excel workbook";
	*advice = "unpack it first, or pack it with gzip or zstd";
	if (text_starts(bytes, TEXT("\xfd"
				    "7zXZ")))
		return "is compressed (xz)";
	if (text_starts(bytes, TEXT("BZh")) && bytes.n > 9 && text_starts(text_from(bytes, 4), TEXT("1AY&SY")))
		return "is compressed (bzip2)";
	return NULL;
}

enum { SAMPLE_BYTES = 1 << 20 };

static char one_character(struct text t, char otherwise)
{
	return t.n ? *t.at : otherwise;
}

struct dialect dialect_of(struct arena *a, struct text text, const struct load_options *given)
{
	struct dialect_sample s = { .text = text_slice(text, 0, text.n < SAMPLE_BYTES ? text.n : SAMPLE_BYTES) };
	struct dialect d = csv_usual;
	struct dialect_types types;
	struct csv c;

	s.cut = s.text.n < text.n;
	s.fields = ARENA_ARRAY(a, COLUMNS_MAX, struct field);
	s.first = ARENA_ARRAY(a, COLUMNS_MAX, struct text);
	s.cells = ARENA_ARRAY(a, COLUMNS_MAX, struct text);
	dialect_cut(a, &s, given, &d);
	c = csv_open(s.text, d, 0);
	csv_skip_lines(&c, d.skip);
	types = dialect_look(a, &s, &d, (size_t)(c.at - s.text.at));
	d.header = given->header == GIVEN_NOT ? dialect_has_header(&types) : given->header == GIVEN_ON;
	d.decimal = one_character(given->decimal, types.comma_decimals && d.delimiter != ',' ? ',' : '.');
	return d;
}
