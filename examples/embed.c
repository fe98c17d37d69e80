/* embed.c - asks the built-in data a question from C and prints the answer as CSV. */
#include <stdio.h>
#include <string.h>

#include "cxq.h"

static enum cxq_status print(void *user, const cxq_answer *answer)
{
	const struct cxq_look look = { .format = "csv" };

	return cxq_answer_is_receipt(answer) ? CXQ_OK : cxq_render(answer, &look, user);
}

int main(void)
{
	static const char text[] = "load sample\n" "nps by stage where channel = phone\n";
	cxq_session *session = cxq_open();
	enum cxq_status status = CXQ_FAILED;

	if (session) {
		status = cxq_run(session, "embed.c", text, strlen(text), CXQ_SCRIPT, print, stdout);
		cxq_print_errors(session, stderr);
		cxq_close(session);
	}
	return status;
}
