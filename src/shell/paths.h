/* paths.h - where the shell keeps its own files. */
#ifndef SHELL_PATHS_H
#define SHELL_PATHS_H

/* The folder named by VARIABLE (an absolute path, as the XDG specification wants), else FALLBACK in the home folder,
 * with "/cxq/NAME" behind it.  The caller frees it; NULL: there is no home, or no memory. */
char *path_of_own_file(const char *variable, const char *fallback, const char *name);
/* Make all folders above PATH, for the user alone. */
void path_make_folders(const char *path);

#endif
