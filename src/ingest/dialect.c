#include "ingest/dialect.h"

#include "ingest/csv.h"

static bool begins_with(struct text bytes, const char *magic, size_t n)
{
	return text_starts(bytes, (struct text){ magic, n });
}

static bool is_utf16(struct text bytes)
{
	if (begins_with(bytes, "\xff\xfe", 2) || begins_with(bytes, "\xfe\xff", 2))
		return true;
	/* Without a mark: the zero halves of the first two characters. */
	return bytes.n >= 4 && ((!bytes.at[0] && bytes.at[1] && !bytes.at[2] && bytes.at[3]) ||
				(bytes.at[0] && !bytes.at[1] && bytes.at[2] && !bytes.at[3]));
}

const char *dialect_refusal(struct text bytes, const char **advice)
{
	*advice = "export it as CSV or TSV";
	if (is_utf16(bytes)) {
		*advice = "convert it to UTF-8 first: iconv -f UTF-16 -t UTF-8 IN.csv > OUT.csv";
		return "is UTF-16";
	}
	if (begins_with(bytes, "\x1f\x8b", 2)) {
		*advice = "unpack it first: gunzip -c IN.csv.gz > OUT.csv";
		return "is compressed (gzip)";
	}
	if (begins_with(bytes, "PK\x03\x04", 4))
		return "is a ZIP archive or an Excel workbook";
	return NULL;
}

size_t dialect_mark(struct text bytes)
{
	return begins_with(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
}

/* How well a delimiter fits: EVEN of ROWS have as many fields as the first one. */
struct fit {
	size_t fields, rows, even;
};

enum { ROWS_LOOKED_AT = 100 };

static struct fit try_delimiter(struct text text, char delimiter)
{
	struct csv c = csv_open(text, delimiter, 0);
	struct fit fit = { 0 };
	struct field field;
	enum csv_row row;

	/* Stride 0: the fields are only counted. */
	while (fit.rows < ROWS_LOOKED_AT && (row = csv_read(&c, &field, 0)) != CSV_END) {
		/* The field of a bad row that begins with a quote shows that the delimiter before it is one. */
		if (fit.rows++ == 0)
			fit.fields = c.n_fields + (row == CSV_BAD_ROW);
		fit.even += row == CSV_ROW && c.n_fields == fit.fields;
	}
	return fit;
}

static bool is_better(struct fit a, struct fit b)
{
	if ((a.fields > 1) != (b.fields > 1))
		return a.fields > 1;
	if (a.even * b.rows != b.even * a.rows)
		return a.even * b.rows > b.even * a.rows;
	return a.fields > b.fields;
}

char dialect_delimiter(struct text text, size_t *skip)
{
	static const char candidates[] = ",;\t|";
	struct fit best = { 0 };
	char delimiter = ',';

	*skip = 0;
	if (begins_with(text, "sep=", 4) && text.n > 5 && (text.at[5] == '\n' || text.at[5] == '\r')) {
		*skip = 5;
		return text.at[4];
	}
	for (const char *at = candidates; *at; at++) {
		struct fit fit = try_delimiter(text, *at);

		if (is_better(fit, best)) {
			best = fit;
			delimiter = *at;
		}
	}
	return delimiter;
}
