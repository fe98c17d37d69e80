/* source.c - reads texts to their end. */
#include "shell/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/interrupt.h"

enum { STEP = 65536 };

static bool make_room(struct source *s, size_t more)
{
	size_t room = s->room ? s->room : STEP;
	char *larger;

	while (room - s->length <= more)
		if (room > SIZE_MAX / 2) {
			errno = ENOMEM;
			return false;
		} else
			room *= 2;
	larger = room == s->room ? s->text : realloc(s->text, room);
	if (!larger)
		return false;
	s->text = larger;
	s->room = room;
	return true;
}

bool source_add(struct source *s, const char *text, size_t length)
{
	if (!make_room(s, length))
		return false;
	memcpy(s->text + s->length, text, length);
	s->length += length;
	s->text[s->length] = '\0';
	return true;
}

static bool read_all(struct source *s, int fd)
{
	ssize_t n;

	do {
		if (!make_room(s, STEP))
			return false;
		n = read(fd, s->text + s->length, STEP);
		if (n > 0)
			s->length += (size_t)n;
	} while (n > 0 || (n < 0 && errno == EINTR && !interrupt_seen()));
	s->text[s->length] = '\0';
	return n == 0;
}

bool source_read(struct source *s, const char *path)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && read_all(s, fd);
	int error = errno;

	if (fd > STDIN_FILENO)
		close(fd);
	errno = error;
	return done;
}

void source_free(struct source *s)
{
	free(s->text);
	*s = (struct source){ 0 };
}
