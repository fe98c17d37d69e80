/* interrupt.h - Ctrl-C stops what runs. */
#ifndef SHELL_INTERRUPT_H
#define SHELL_INTERRUPT_H

#include <stdbool.h>

#include "cxq.h"

/* From now on Ctrl-C stops what S runs; NULL: nothing runs, and Ctrl-C is only remembered.  Forgets earlier ones. */
void interrupt_watch(cxq_session *s);
/* Was Ctrl-C pressed since? */
bool interrupt_seen(void);

#endif
