#include "api/session.h"

struct question {
	struct text text;
	enum parse_result answer;
};

static enum status ask(struct cxq_session *s, void *argument)
{
	struct question *question = argument;

	question->answer = parse_completeness(&s->call, question->text);
	return STATUS_OK;
}

enum cxq_completeness cxq_check(cxq_session *s, const char *text, size_t length)
{
	struct question question = { { text, length }, PARSE_ERROR };

	session_do(s, ask, &question);
	switch (question.answer) {
	case PARSE_OK:
		return CXQ_WHOLE;
	case PARSE_EMPTY:
		return CXQ_EMPTY;
	case PARSE_MORE:
		return CXQ_MORE;
	default:
		return CXQ_WRONG;
	}
}
