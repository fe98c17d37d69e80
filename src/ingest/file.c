#include "ingest/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 1 << 16 };

static bool grow(char **bytes, size_t *capacity)
{
	size_t more = *capacity ? *capacity * 2 : FIRST_READ;
	char *larger = realloc(*bytes, more);

	if (!larger)
		return false;
	*bytes = larger;
	*capacity = more;
	return true;
}

static bool stopped(const volatile sig_atomic_t *stop)
{
	return stop && *stop;
}

static bool read_all(struct file_bytes *f, int fd, const volatile sig_atomic_t *stop)
{
	size_t capacity = 0, n = 0;
	ssize_t got = 1;

	while (got > 0) {
		if (n == capacity && !grow(&f->read, &capacity))
			return false;
		do
			got = read(fd, f->read + n, capacity - n);
		while (got < 0 && errno == EINTR && !stopped(stop));
		if (got > 0)
			n += (size_t)got;
	}
	f->bytes = (struct text){ f->read, n };
	return got == 0;
}

static bool map_file(struct file_bytes *f, int fd, size_t size)
{
	void *pages = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (pages == MAP_FAILED)
		return false;
	posix_madvise(pages, size, POSIX_MADV_SEQUENTIAL);
	f->mapped = pages;
	f->n_mapped = size;
	f->bytes = (struct text){ pages, size };
	return true;
}

/* What cannot be mapped (a pipe, a file of /proc, which claims to be empty) is read. */
static bool take(struct file_bytes *f, int fd, const volatile sig_atomic_t *stop)
{
	struct stat s;

	if (fstat(fd, &s) != 0)
		return false;
	if (S_ISDIR(s.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (S_ISREG(s.st_mode) && s.st_size > 0 && lseek(fd, 0, SEEK_CUR) == 0 && map_file(f, fd, (size_t)s.st_size))
		return true;
	return read_all(f, fd, stop);
}

bool file_open(struct file_bytes *f, const char *path, const volatile sig_atomic_t *stop, const char **why)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	bool done;

	*f = (struct file_bytes){ 0 };
	done = fd >= 0 && take(f, fd, stop);
	if (!done)
		*why = errno == EINTR && stopped(stop) ? NULL
		       : errno == ENOENT	       ? "there is no such file"
						       : strerror(errno);
	if (fd >= 0)
		close(fd);
	if (!done)
		file_close(f);
	return done;
}

void file_forget(const struct file_bytes *f, size_t offset)
{
	size_t whole = offset / ((size_t)1 << 20) * ((size_t)1 << 20);

	if (f->mapped && whole && whole <= f->n_mapped)
		madvise(f->mapped, whole, MADV_DONTNEED);
}

void file_close(struct file_bytes *f)
{
	if (f->mapped)
		munmap(f->mapped, f->n_mapped);
	free(f->read);
	*f = (struct file_bytes){ 0 };
}
