#include "base/utf8.h"
#include "lang/parse.h"
#include "lang/scan.h"
#include "lang/words.h"

static const char *symbol(const struct token *t)
{
	switch (t->code) {
	case TOKEN_SEMICOLON:
		return ";";
	case TOKEN_SKIP:
	case TOKEN_BAD:
		return "ERROR";
	default:
		return token_symbol(t->code);
	}
}

void parse_dump_tokens(struct arena *a, const struct source *source, struct buffer *out)
{
	struct scan scan;
	struct token t;
	size_t line;
	size_t column;

	scan_open(&scan, a, source, 0);
	for (scan_next(&scan, &t); t.code != 0; scan_next(&scan, &t)) {
		source_position(source->text, t.span.from, &line, &column);
		buffer_printf(out, "%s %zu:%zu ", symbol(&t), line, column);
		utf8_visible(text_slice(source->text, t.span.from, t.span.to), out);
		buffer_add_char(out, '\n');
	}
}
