#include "report/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file itself where PATH is a link to it. */
static struct text real_path(struct arena *a, struct text path)
{
	char *resolved = realpath(path.at, NULL);
	struct text real = resolved ? arena_text(a, text_of(resolved)) : path;

	free(resolved);
	return real;
}

static bool fail(struct out_file *f, int fd)
{
	int error = errno;

	if (fd >= 0) {
		close(fd);
		if (f->temporary.n)
			unlink(f->temporary.at);
	}
	errno = error;
	return false;
}

bool out_file_open(struct out_file *f, struct arena *a, struct text path)
{
	struct stat old;
	bool exists, regular;
	int fd;

	*f = (struct out_file){ .path = real_path(a, arena_text(a, path)) };
	exists = stat(f->path.at, &old) == 0;
	regular = !exists || S_ISREG(old.st_mode);
	if (regular)
		f->temporary = arena_printf(a, "%.*s.%ld.tmp", TEXT_ARGS(f->path), (long)getpid());
	fd = regular ? open(f->temporary.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)
		     : open(f->path.at, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || (regular && exists && fchmod(fd, old.st_mode & 07777) != 0))
		return fail(f, fd);
	f->stream = fdopen(fd, "wb");
	return f->stream || fail(f, fd);
}

bool out_file_write(struct out_file *f, struct text bytes)
{
	if (fwrite(bytes.at, 1, bytes.n, f->stream) == bytes.n)
		return true;
	out_file_abandon(f);
	return false;
}

bool out_file_finish(struct out_file *f)
{
	bool done = fflush(f->stream) == 0;
	int error = errno;

	if (fclose(f->stream) != 0 && done) {
		done = false;
		error = errno;
	}
	f->stream = NULL;
	if (done && f->temporary.n && rename(f->temporary.at, f->path.at) != 0) {
		done = false;
		error = errno;
	}
	if (!done && f->temporary.n)
		unlink(f->temporary.at);
	errno = error;
	return done;
}

void out_file_abandon(struct out_file *f)
{
	int error = errno;

	fclose(f->stream);
	f->stream = NULL;
	if (f->temporary.n)
		unlink(f->temporary.at);
	errno = error;
}
