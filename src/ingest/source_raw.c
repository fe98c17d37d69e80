#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/source_int.h"

struct raw {
	struct stage stage;
	const volatile sig_atomic_t *stop;
	int fd;
	bool regular;
	off_t start;   /* regular: where standard input stood */
	uint64_t size; /* regular: bytes from there on */
	uint64_t at;   /* the next byte */
	FILE *kept;    /* not regular: all bytes read so far */
	uint64_t n_kept;
	void *mapped;
	size_t n_mapped;
};

static bool stopped(const struct raw *r)
{
	return r->stop && *r->stop;
}

static ptrdiff_t fail(const struct raw *r, const char **why)
{
	*why = errno == EINTR && stopped(r) ? NULL : strerror(errno);
	return SOURCE_FAILED;
}

static bool keep(struct raw *r, const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = pwrite(fileno(r->kept), bytes, n, (off_t)r->n_kept);

		if (done < 0 && errno == EINTR && !stopped(r))
			continue;
		if (done <= 0)
			return false;
		r->n_kept += (uint64_t)done;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

enum { LOOK_MS = 50 };

/* Wait until the pipe has something to read (its end, too), or is to be stopped: signals reach the thread that the program
 * began with, and it may be another one that reads. */
static ssize_t read_pipe(const struct raw *r, char *to, size_t n)
{
	struct pollfd input = { .fd = r->fd, .events = POLLIN };

	while (!stopped(r)) {
		int ready = poll(&input, 1, LOOK_MS);

		if (ready > 0 || (ready < 0 && errno != EINTR))
			return read(r->fd, to, n);
	}
	errno = EINTR;
	return -1;
}

/* The next bytes, from where they are: the file, what was kept of the pipe, the pipe. */
static ssize_t read_some(struct raw *r, char *to, size_t n)
{
	ssize_t got;

	do {
		if (r->regular)
			got = pread(r->fd, to, n, r->start + (off_t)r->at);
		else if (r->at < r->n_kept)
			got = pread(fileno(r->kept), to, n, (off_t)r->at);
		else
			got = read_pipe(r, to, n);
	} while (got < 0 && errno == EINTR && !stopped(r));
	return got;
}

static ptrdiff_t raw_read(struct stage *s, char *to, size_t n, const char **why)
{
	struct raw *r = (struct raw *)s;
	bool is_new = !r->regular && r->at == r->n_kept;
	ssize_t got;

	if (stopped(r)) {
		*why = NULL;
		return SOURCE_FAILED;
	}
	got = read_some(r, to, n);
	if (got < 0)
		return fail(r, why);
	if (is_new && !keep(r, to, (size_t)got))
		return stage_fail(s, why, "what was read cannot be kept in a file of its own: %s", strerror(errno));
	r->at += (uint64_t)got;
	return got;
}

static bool raw_rewind(struct stage *s, const char **why)
{
	(void)why;
	((struct raw *)s)->at = 0;
	return true;
}

static void raw_close(struct stage *s)
{
	struct raw *r = (struct raw *)s;

	if (r->mapped)
		munmap(r->mapped, r->n_mapped);
	if (r->kept)
		fclose(r->kept);
	if (r->fd >= 0)
		close(r->fd);
	free(r);
}

/* A file of /proc claims to be empty, so it is read like a pipe. */
static bool look(struct raw *r)
{
	struct stat s;
	off_t start;

	if (fstat(r->fd, &s) != 0)
		return false;
	if (S_ISDIR(s.st_mode)) {
		errno = EISDIR;
		return false;
	}
	start = S_ISREG(s.st_mode) ? lseek(r->fd, 0, SEEK_CUR) : -1;
	r->regular = start >= 0 && s.st_size > 0;
	if (!r->regular)
		return (r->kept = tmpfile()) != NULL;
	r->start = start;
	r->size = start < s.st_size ? (uint64_t)(s.st_size - start) : 0;
	return true;
}

struct stage *raw_open(const char *path, const volatile sig_atomic_t *stop, const char **why)
{
	struct raw *r = calloc(1, sizeof(*r));

	if (!r) {
		*why = strerror(ENOMEM);
		return NULL;
	}
	r->stage = (struct stage){ .read = raw_read, .rewind = raw_rewind, .close = raw_close };
	r->stop = stop;
	r->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (r->fd >= 0 && look(r))
		return &r->stage;
	*why = errno == EINTR && stopped(r) ? NULL : errno == ENOENT ? "there is no such file" : strerror(errno);
	raw_close(&r->stage);
	return NULL;
}

bool raw_map(struct stage *raw, struct text *text)
{
	struct raw *r = (struct raw *)raw;
	size_t size = (size_t)r->start + (size_t)r->size;
	void *pages;

	if (!r->regular || r->size == 0)
		return false;
	pages = mmap(NULL, size, PROT_READ, MAP_PRIVATE, r->fd, 0);
	if (pages == MAP_FAILED)
		return false;
	posix_madvise(pages, size, POSIX_MADV_SEQUENTIAL);
	r->mapped = pages;
	r->n_mapped = size;
	*text = text_from((struct text){ pages, size }, (size_t)r->start);
	return true;
}

struct kept_file {
	int fd;
	off_t start; /* of the text */
	atomic_size_t n_shares;
};

struct kept_file *raw_keep(const struct stage *raw, size_t mark)
{
	const struct raw *r = (const struct raw *)raw;
	struct kept_file *f = malloc(sizeof(*f));
	int fd = fcntl(r->fd, F_DUPFD_CLOEXEC, 0);

	if (f && fd >= 0) {
		*f = (struct kept_file){ fd, r->start + (off_t)mark, 1 };
		return f;
	}
	if (fd >= 0)
		close(fd);
	free(f);
	return NULL;
}

struct kept_file *kept_file_share(struct kept_file *f)
{
	atomic_fetch_add(&f->n_shares, 1);
	return f;
}

void kept_file_release(struct kept_file *f)
{
	if (!f || atomic_fetch_sub(&f->n_shares, 1) > 1)
		return;
	close(f->fd);
	free(f);
}

bool kept_file_read(const struct kept_file *f, uint64_t offset, size_t n, char *to)
{
	while (n) {
		ssize_t got = pread(f->fd, to, n, f->start + (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		offset += (uint64_t)got;
		to += got;
		n -= (size_t)got;
	}
	return true;
}

void raw_progress(const struct stage *raw, uint64_t *done, uint64_t *total)
{
	const struct raw *r = (const struct raw *)raw;

	*done = r->at;
	*total = r->regular ? r->size : 0;
}

void raw_forget(const struct stage *raw, size_t offset)
{
	const struct raw *r = (const struct raw *)raw;
	size_t whole = ((size_t)r->start + offset) / ((size_t)1 << 20) * ((size_t)1 << 20);

	if (r->mapped && whole && whole <= r->n_mapped)
		madvise(r->mapped, whole, MADV_DONTNEED);
}
