/* terminal.c - streams, width, colour, locale. */
#include "shell/terminal.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, WIDEST = 10000 };

/* A stream that was closed by the caller would be taken by the next file that is opened, and answers written into it.
 * Opened the wrong way round, reading or writing it fails instead. */
static void fill_closed_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static bool wants_colour(void)
{
	const char *no_colour = getenv("NO_COLOR"), *kind = getenv("TERM");

	return !(no_colour && *no_colour) && kind && strcmp(kind, "dumb") != 0;
}

struct terminal terminal_find(void)
{
	struct terminal t = { 0 };

	fill_closed_streams();
	/* `cxq ... | head` ends without a word, also when the caller ignores the signal. */
	signal(SIGPIPE, SIG_DFL);
	setlocale(LC_CTYPE, "");
	t.in = isatty(STDIN_FILENO);
	t.out = isatty(STDOUT_FILENO);
	t.err = isatty(STDERR_FILENO);
	t.colour = wants_colour();
	t.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	return t;
}

size_t terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	unsigned long n;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	n = columns ? strtoul(columns, NULL, 10) : 0;
	return n >= 1 && n <= WIDEST ? n : USUAL_WIDTH;
}
