/* measure.c - the wall time and the peak memory of one program.
 *
 *	measure FILE PROGRAM ARGUMENT...
 *
 * runs PROGRAM and writes to FILE one line: seconds, peak resident set in MiB (the kernel's own figure, exact, but with
 * the pages of the input that the program has mapped), peak memory of its own in MiB (anonymous and shared pages, looked
 * up every 2 ms: what could not be given back without losing something).  Its status is that of PROGRAM, 127 when it
 * cannot be run. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY_NS = 2000000, USAGE = 2, NOT_RUN = 127 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* KiB of process PID's own pages, 0 once it has ended. */
static long own_memory(pid_t pid)
{
	char path[64], line[256];
	long anonymous = 0, shared = 0;
	FILE *status;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)pid);
	status = fopen(path, "r");
	if (!status)
		return 0;
	while (fgets(line, sizeof(line), status)) {
		if (strncmp(line, "RssAnon:", 8) == 0)
			anonymous = strtol(line + 8, NULL, 10);
		if (strncmp(line, "RssShmem:", 9) == 0)
			shared = strtol(line + 9, NULL, 10);
	}
	fclose(status);
	return anonymous + shared;
}

/* Wait for PID, whose end is a signal, and see how much memory it takes meanwhile. */
static long watch(pid_t pid, const sigset_t *child_ended)
{
	const struct timespec pause = { .tv_nsec = LOOK_EVERY_NS };
	long most = 0;

	do {
		long own = own_memory(pid);

		most = own > most ? own : most;
	} while (sigtimedwait(child_ended, NULL, &pause) < 0 && (errno == EAGAIN || errno == EINTR));
	return most;
}

static int measure(const char *file, char **program)
{
	sigset_t child_ended, before;
	struct rusage used;
	double start = now();
	long own;
	int status;
	pid_t pid;
	FILE *out;

	sigemptyset(&child_ended);
	sigaddset(&child_ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ended, &before);
	pid = fork();
	if (pid == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		execvp(*program, program);
		_exit(NOT_RUN);
	}
	if (pid < 0)
		return NOT_RUN;
	own = watch(pid, &child_ended);
	if (wait4(pid, &status, 0, &used) < 0)
		return NOT_RUN;
	out = fopen(file, "w");
	if (!out ||
	    fprintf(out, "%.3f %.1f %.1f\n", now() - start, (double)used.ru_maxrss / 1024, (double)own / 1024) < 0 ||
	    fclose(out) != 0)
		return NOT_RUN;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	if (argc >= 3)
		return measure(argv[1], argv + 2);
	fprintf(stderr, "usage: measure FILE PROGRAM ARGUMENT...\n");
	return USAGE;
}
