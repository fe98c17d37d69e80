/* replay.c - a fuzz target without a fuzzer: it runs once on every file named, and on those in the folders named.
 * Prints each name to stderr before it, so that the last one is that of a crash, and how many there were at the end.  Status 1 where one cannot be read, 2 without arguments. */
#include <errno.h>
#include <fts.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { SECONDS_EACH = 30 };

/* A copy of exactly its size, so that a step behind the end is seen. */
static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	long n = -1;
	int done = 0;

	if (file && fseek(file, 0, SEEK_END) == 0)
		n = ftell(file);
	if (n >= 0 && (bytes = malloc((size_t)n + !n)) && fseek(file, 0, SEEK_SET) == 0)
		done = fread(bytes, 1, (size_t)n, file) == (size_t)n;
	if (file)
		fclose(file);
	if (done) {
		fprintf(stderr, "%s\n", path);
		alarm(SECONDS_EACH);
		LLVMFuzzerTestOneInput(bytes, (size_t)n);
		alarm(0);
	} else {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	}
	free(bytes);
	return done;
}

int main(int argc, char **argv)
{
	size_t n = 0, failed = 0;
	FTS *files;
	FTSENT *f;

	if (argc < 2 || !(files = fts_open(argv + 1, FTS_LOGICAL | FTS_NOCHDIR, NULL))) {
		fprintf(stderr, "usage: %s FILE-OR-FOLDER...\n", argv[0]);
		return 2;
	}
	while ((f = fts_read(files))) {
		if (f->fts_info == FTS_F) {
			n++;
			failed += !run_file(f->fts_path);
		} else if (f->fts_info == FTS_NS || f->fts_info == FTS_ERR || f->fts_info == FTS_DNR) {
			fprintf(stderr, "%s: %s\n", f->fts_path, strerror(f->fts_errno));
			failed++;
		}
	}
	fts_close(files);
	printf("%zu inputs\n", n);
	return failed != 0;
}
