/* paths.c - XDG folders. */
#include "shell/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char *path_of_own_file(const char *variable, const char *fallback, const char *name)
{
	const char *base = getenv(variable), *home = getenv("HOME");
	char *path = NULL;
	int length;

	if (base && base[0] == '/')
		length = asprintf(&path, "%s/cxq/%s", base, name);
	else if (home && home[0] == '/')
		length = asprintf(&path, "%s/%s/cxq/%s", home, fallback, name);
	else
		return NULL;
	return length < 0 ? NULL : path;
}

void path_make_folders(const char *path)
{
	char *folder = strdup(path);

	if (!folder)
		return;
	/* A folder that cannot be made is noticed when the file is opened. */
	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
	free(folder);
}
