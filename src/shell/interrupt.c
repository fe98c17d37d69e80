/* interrupt.c - the handler of SIGINT.  A handler is given nothing but a number, so what it needs is the static
 * state here. */
#include "shell/interrupt.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* So many presses end the program even if the statement does not stop. */
enum { ENOUGH = 3 };

static struct {
	cxq_session *volatile session;
	volatile sig_atomic_t presses;
} watched;

static void on_interrupt(int signal_number)
{
	(void)signal_number;
	watched.presses = watched.presses + 1;
	if (!watched.session)
		return;
	if (watched.presses >= ENOUGH)
		_exit(CXQ_INTERRUPTED);
	cxq_interrupt(watched.session);
}

void interrupt_watch(cxq_session *s)
{
	struct sigaction action = { .sa_handler = on_interrupt }; /* no SA_RESTART: reading must notice */
	struct sigaction before;

	watched.session = s;
	watched.presses = 0;
	sigemptyset(&action.sa_mask);
	/* Who started the program with the signal ignored (nohup, a job in the background) wants it so. */
	if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(SIGINT, &action, NULL);
}

bool interrupt_seen(void)
{
	return watched.presses > 0;
}
