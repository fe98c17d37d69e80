/* jsonl.c - fuzz target: any bytes as JSON Lines, by the reader alone (jsonl_bytes.h says what holds there) and as a
 * file: refused with a message, or a sound table, the same one when bad rows may be skipped and on several threads. */
#include "table.h"

#include "../../unit/jsonl_bytes.h"
#include "base/threads.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char why[512], other[512];
	struct table *first, *more, *lenient;

	jsonl_bytes((struct text){ (const char *)bytes, n });
	threads_limit(1);
	first = fuzz_load_why(bytes, n, (struct load_request){ 0 }, why);
	threads_limit(3);
	more = fuzz_load_why(bytes, n, (struct load_request){ 0 }, other);
	lenient = fuzz_load(bytes, n, (struct load_request){ .skip_bad_rows = true });
	HOLDS(!first == !more && strcmp(why, other) == 0 && (lenient || !first));
	if (lenient)
		fuzz_check_table(lenient);
	if (first) {
		fuzz_check_table(first);
		fuzz_check_same(first, more);
		fuzz_check_same(first, lenient);
	}
	table_free(first);
	table_free(more);
	table_free(lenient);
	return 0;
}
