/* history.c - prepares the history file. */
#include "shell/history.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/paths.h"

enum { FOR_ME_ALONE = 0600, FOR_OTHERS = 0077 };

/* Statements hold names and values of customers: the file is made with its mode before anything is written to it,
 * and a link that leads elsewhere is not followed. */
static bool prepare(const char *path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, FOR_ME_ALONE);
	struct stat is;
	bool good = fd >= 0 && fstat(fd, &is) == 0 && S_ISREG(is.st_mode) && is.st_uid == geteuid();

	if (good && (is.st_mode & FOR_OTHERS))
		good = fchmod(fd, FOR_ME_ALONE) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

char *history_file(void)
{
	char *path = path_of_own_file("XDG_STATE_HOME", ".local/state", "history");

	if (!path)
		return NULL;
	path_make_folders(path);
	if (prepare(path))
		return path;
	free(path);
	return NULL;
}
