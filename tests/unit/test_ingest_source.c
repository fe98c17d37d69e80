#include "suite.h"

#include <iconv.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "ingest/encoding.h"
#include "ingest/rows.h"
#include "ingest/source.h"

enum { ROOM = 1 << 20 };

/* Bytes in a file that is gone when it is closed; *PATH names it until then. */
static int file_of(struct text bytes, char *path)
{
	int fd;

	strcpy(path, "/tmp/cxq_source_XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.at, bytes.n), (ssize_t)bytes.n);
	return fd;
}

static struct text_source *open_bytes(struct text bytes, const char *encoding, const char **why)
{
	char path[64];
	int fd = file_of(bytes, path);
	struct text_source *s = source_open(path, text_of(encoding), NULL, why);

	close(fd);
	unlink(path);
	return s;
}

/* The rest of S in windows of N bytes into OUT; false with *WHY when it fails. */
static bool read_rest(struct text_source *s, size_t n, struct buffer *out, const char **why)
{
	static char window[ROOM];
	ptrdiff_t got;

	buffer_clear(out);
	while ((got = source_read(s, window, n, why)) > 0) {
		assert_true((size_t)got <= n);
		buffer_add(out, (struct text){ window, (size_t)got });
	}
	return got == 0;
}

/* Lines of letters of one to four bytes. */
static struct text some_text(struct buffer *out, size_t lines)
{
	uint32_t random = 1;

	for (size_t i = 0; i < lines; i++) {
		random = random * 1664525 + 1013904223;
		buffer_printf(out, "%u;%s;%u\n", random >> 20,
			      i % 3 ? "d\xc3\xa9j\xc3\xa0 vu" : "\xe2\x82\xac \xf0\x9f\x99\x82", random >> 4);
	}
	return buffer_text(out);
}

static void add_gzip(struct text t, struct buffer *out)
{
	z_stream z = { 0 };

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_true(buffer_reserve(out, deflateBound(&z, t.n)));
	z.next_in = (Bytef *)(uintptr_t)t.at;
	z.avail_in = (uInt)t.n;
	z.next_out = (Bytef *)out->at + out->n;
	z.avail_out = (uInt)(out->capacity - out->n);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out->n = out->capacity - z.avail_out;
	deflateEnd(&z);
}

static void add_zstd(struct text t, struct buffer *out)
{
	ZSTD_CCtx *c = ZSTD_createCCtx();
	size_t n;

	assert_non_null(c);
	ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1);
	assert_true(buffer_reserve(out, ZSTD_compressBound(t.n)));
	n = ZSTD_compress2(c, out->at + out->n, out->capacity - out->n, t.at, t.n);
	assert_false(ZSTD_isError(n));
	out->n += n;
	ZSTD_freeCCtx(c);
}

static void add_encoded(struct text t, const char *name, struct buffer *out)
{
	iconv_t cd = iconv_open(name, "UTF-8");
	char *from = (char *)(uintptr_t)t.at, *to;
	size_t left = t.n, room = t.n * 4 + 16;

	assert_true(cd != (iconv_t)-1);
	assert_true(buffer_reserve(out, room));
	to = out->at + out->n;
	assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
	out->n = (size_t)(to - out->at);
	iconv_close(cd);
}

/* S gives WANTED in windows of every size, and again after it was left in the middle. */
static void assert_gives(struct text_source *s, struct text wanted)
{
	static const size_t sizes[] = { 1, 2, 3, 5, 16, 4095, 4096, 4097, 65535, 65536, 65537, ROOM };
	struct buffer got = { 0 };
	const char *why = "";
	char few[100];

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		if (!read_rest(s, sizes[i], &got, &why))
			fail_msg("%s", why);
		assert_int_equal(got.n, wanted.n);
		assert_memory_equal(got.at, wanted.at, wanted.n);
		assert_true(source_rewind(s, &why));
		assert_true(source_read(s, few, sizeof(few), &why) > 0);
		assert_true(source_rewind(s, &why));
	}
	source_close(s);
	buffer_free(&got);
}

static void a_plain_file_is_whole(void **state)
{
	struct buffer b = { 0 };
	struct text wanted = some_text(&b, 40000), whole;
	const char *why;
	struct text_source *s = open_bytes(wanted, "", &why);

	(void)state;
	assert_true(source_whole(s, &whole));
	assert_true(text_equal(whole, wanted));
	assert_true(text_is(source_encoding(s), "UTF-8"));
	assert_int_equal(source_compression(s).n, 0);
	source_forget(s, whole.n);
	assert_gives(s, wanted);
	buffer_free(&b);
}

static void streams_give_the_same_in_windows_of_any_size(void **state)
{
	static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16", "UTF-32" };
	struct buffer b = { 0 }, packed = { 0 };
	struct text wanted = some_text(&b, 9000), whole;
	const char *why;

	(void)state;
	add_gzip(text_slice(wanted, 0, 70000), &packed);
	add_gzip(text_from(wanted, 70000), &packed);
	assert_gives(open_bytes(buffer_text(&packed), "", &why), wanted);
	buffer_clear(&packed);
	add_zstd(text_slice(wanted, 0, 70000), &packed);
	add_zstd(text_from(wanted, 70000), &packed);
	assert_gives(open_bytes(buffer_text(&packed), "", &why), wanted);
	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		struct text_source *s;

		buffer_clear(&packed);
		add_encoded(wanted, encodings[i], &packed);
		s = open_bytes(buffer_text(&packed), "", &why);
		assert_false(source_whole(s, &whole));
		assert_true(text_starts(source_encoding(s), text_slice(text_of(encodings[i]), 0, 6)));
		assert_gives(s, wanted);
	}
	buffer_free(&b);
	buffer_free(&packed);
}

static void a_pipe_can_be_read_again(void **state)
{
	struct buffer b = { 0 };
	struct text wanted = some_text(&b, 1500), whole;
	char path[32];
	const char *why;
	struct text_source *s;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], wanted.at, wanted.n), (ssize_t)wanted.n);
	close(ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	s = source_open(path, TEXT(""), NULL, &why);
	close(ends[0]);
	assert_non_null(s);
	assert_false(source_whole(s, &whole));
	assert_gives(s, wanted);
	buffer_free(&b);
}

/* Does BYTES give anything but WANTED without an error? */
static bool is_noticed(struct text bytes, struct text wanted)
{
	struct buffer got = { 0 };
	const char *why = "";
	struct text_source *s = open_bytes(bytes, "", &why);
	struct text whole;
	bool noticed = !s || source_whole(s, &whole) || !read_rest(s, ROOM, &got, &why) ||
		       text_equal(buffer_text(&got), wanted);

	source_close(s);
	buffer_free(&got);
	return noticed;
}

static void assert_safe(struct text packed, struct text wanted)
{
	char *bytes = malloc(packed.n);

	assert_non_null(bytes);
	for (size_t n = 4; n < packed.n; n++)
		if (!is_noticed(text_slice(packed, 0, n), wanted))
			fail_msg("cut after %zu of %zu bytes", n, packed.n);
	for (size_t i = 0; i < packed.n; i++) {
		memcpy(bytes, packed.at, packed.n);
		bytes[i] ^= (char)(1 << i % 8);
		if (!is_noticed((struct text){ bytes, packed.n }, wanted))
			fail_msg("byte %zu of %zu is wrong", i, packed.n);
	}
	free(bytes);
}

static void damaged_compression_is_noticed(void **state)
{
	struct buffer b = { 0 }, packed = { 0 };
	struct text wanted = some_text(&b, 30);

	(void)state;
	add_gzip(wanted, &packed);
	assert_safe(buffer_text(&packed), wanted);
	buffer_clear(&packed);
	add_zstd(wanted, &packed);
	assert_safe(buffer_text(&packed), wanted);
	buffer_free(&b);
	buffer_free(&packed);
}

static void bytes_that_are_not_in_the_encoding_have_a_place(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *encoding, *why;
	} cases[] = {
		{ "a,b\n1,\x81\n", 8, "cp1252", "the byte 0x81 at offset 6 is not CP1252" },
		{ "\xef\xbb\xbf"
		  "a",
		  4, "ascii", "the byte 0xef at offset 0 is not US-ASCII" },
		{ "\xff\xfe"
		  "a\0\0\xdc"
		  "b\0",
		  8, "", "the byte 0x00 at offset 4 is not UTF-16LE" },
		{ "\xff\xfe"
		  "a\0b",
		  5, "utf16", "it ends inside a character of UTF-16LE, at byte 4" },
	};
	struct buffer got = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *why = "nothing";
		struct text_source *s =
			open_bytes((struct text){ cases[i].bytes, cases[i].n }, cases[i].encoding, &why);

		assert_non_null(s);
		assert_false(read_rest(s, ROOM, &got, &why));
		assert_string_equal(why, cases[i].why);
		source_close(s);
	}
	buffer_free(&got);
}

static void encodings_are_seen(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *encoding;
	} cases[] = {
		{ "", 0, "UTF-8" },
		{ "a", 1, "UTF-8" },
		{ "id,n\n1,a\0b\n2,c\n", 15, "UTF-8" },
		{ "caf\xe9,d\xe9j\xe0", 9, "CP1252" },
		{ "caf\xe9 \x81", 6, "ISO-8859-1" },
		{ "caf\xc3\xa9 d\xc3\xa9j\xe0", 11, "UTF-8" },
		{ "\xef\xbb\xbf"
		  "caf\xe9",
		  7, "UTF-8" },
		{ "a\0,\0", 4, "UTF-16LE" },
		{ "\0a\0,", 4, "UTF-16BE" },
		{ "\xff\xfe\0\0a\0\0\0", 8, "UTF-32LE" },
		{ "\0\0\0a\0\0\0,", 8, "UTF-32BE" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *why = "";
		struct text_source *s = open_bytes((struct text){ cases[i].bytes, cases[i].n }, "", &why);

		assert_non_null(s);
		if (!text_is(source_encoding(s), cases[i].encoding))
			fail_msg("case %zu: %.*s", i, TEXT_ARGS(source_encoding(s)));
		source_close(s);
	}
}

static void encodings_have_many_names(void **state)
{
	static const char *const good[][2] = {
		{ "utf8", "UTF-8" },
		{ "UTF-8", "UTF-8" },
		{ "Latin-1", "ISO-8859-1" },
		{ "latin1", "ISO-8859-1" },
		{ "iso_8859-15", "ISO-8859-15" },
		{ "windows-1252", "CP1252" },
		{ "cp850", "CP850" },
		{ "utf-16le", "UTF-16LE" },
		{ "KOI8-R", "KOI8-R" },
		{ "hp-roman8", "HP-ROMAN8" },
	};
	static const char *const bad[] = { "", "latn1", "utf-8//IGNORE", "no such thing", "UTF-8,UTF-8" };
	char name[ENCODING_NAME_MAX];
	const char *why = "";

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_true(encoding_named(text_of(good[i][0]), name));
		assert_string_equal(name, good[i][1]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(encoding_named(text_of(bad[i]), name));
	assert_null(open_bytes(TEXT("a"), "latn1", &why));
	assert_string_equal(why, "no encoding is called so");
	for (size_t i = 0; encoding_usual(i); i++)
		assert_true(encoding_named(text_of(encoding_usual(i)), name));
}

/* What is read ahead is copied for every block, so there must not be more of it the longer the stream is. */
static void a_stream_is_read_a_window_at_a_time(void **state)
{
	enum { ROWS = 400000, MOST = 1 << 20 };
	struct buffer csv = { 0 }, start = { 0 };
	struct block b = { 0 };
	struct text_source *s;
	struct rows rows;
	struct field header[2];
	struct csv reader;
	size_t n = 0;
	const char *why;

	(void)state;
	buffer_add_c(&csv, "number,words\n");
	for (size_t i = 0; i < ROWS; i++)
		buffer_printf(&csv, "%zu,some words of row number %zu%s\n", i, i, i == ROWS / 2 ? "..." : "");
	s = open_bytes(buffer_text(&csv), "latin1", &why);
	assert_non_null(s);
	assert_true(buffer_reserve(&start, 4096));
	start.n = (size_t)source_read(s, start.at, 4096, &why);
	reader = csv_open(buffer_text(&start), csv_usual, 0);
	assert_int_equal(csv_read(&reader, header, 1), CSV_ROW);
	rows_open(&rows, reader, s, 2, false);
	while (rows_next(&rows, &b)) {
		assert_int_equal(b.first_row, n);
		n += b.n_rows;
		assert_true(rows.left.n < MOST && b.hold.n < 2 * MOST);
	}
	assert_int_equal(rows.state, ROWS_ENDED);
	assert_int_equal(n, ROWS);
	rows_close(&rows);
	block_free(&b);
	source_close(s);
	buffer_free(&start);
	buffer_free(&csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_file_is_whole),
		cmocka_unit_test(streams_give_the_same_in_windows_of_any_size),
		cmocka_unit_test(a_pipe_can_be_read_again),
		cmocka_unit_test(damaged_compression_is_noticed),
		cmocka_unit_test(a_stream_is_read_a_window_at_a_time),
		cmocka_unit_test(bytes_that_are_not_in_the_encoding_have_a_place),
		cmocka_unit_test(encodings_are_seen),
		cmocka_unit_test(encodings_have_many_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
