/* output.c - answers to a stream, and whether they arrived. */
#include "shell/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FILE *open_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (fd >= 0 && !file)
		close(fd);
	return file;
}

void output_open(struct output *o, const struct options *options, const struct terminal *t, struct progress *p)
{
	*o = (struct output){ .path = options->output, .progress = p, .receipts = options->echo };
	o->to_terminal = t->out && !o->path;
	o->look.format = options->format;
	o->look.colour = o->to_terminal && t->colour;
	o->look.ascii = t->ascii;
	o->notes = cxq_format_is_machine(options->format) && (options->notes || t->err);
	o->file = o->path ? open_file(o->path) : stdout;
	o->begun = !o->path;
	if (!o->file)
		o->error = errno;
}

void output_begin(struct output *o)
{
	o->printed = 0;
}

FILE *output_stream(struct output *o)
{
	struct stat is;

	/* Only plain files can be emptied; others need not be. */
	if (!o->begun && fstat(fileno(o->file), &is) == 0 && S_ISREG(is.st_mode) && ftruncate(fileno(o->file), 0) != 0)
		o->error = errno;
	o->begun = true;
	return o->file;
}

enum cxq_status output_flush(struct output *o)
{
	errno = 0;
	if (!o->error && (fflush(o->file) != 0 || ferror(o->file)))
		o->error = errno ? errno : EIO;
	return o->error ? CXQ_OUTPUT_FAILED : CXQ_OK;
}

void output_line(struct output *o, const char *before, const char *text, size_t length)
{
	FILE *file = output_stream(o);

	fputs(before, file);
	fwrite(text, 1, length, file);
	putc('\n', file);
}

/* A receipt that nobody wants to see: what it says of rows that are missing is an answer's business, too. */
static enum cxq_status tell_notes(struct output *o, const cxq_answer *answer)
{
	if (!cxq_answer_has_notes(answer))
		return CXQ_OK;
	if (o->notes)
		cxq_print_notes(answer, stderr);
	if (cxq_format_is_machine(o->look.format))
		return CXQ_OK;
	cxq_print_notes(answer, output_stream(o));
	return output_flush(o);
}

enum cxq_status output_answer(void *user, const cxq_answer *answer)
{
	struct output *o = user;
	enum cxq_status status;
	FILE *file;

	progress_erase(o->progress);
	if (cxq_answer_is_receipt(answer) && !o->receipts)
		return tell_notes(o, answer);
	file = output_stream(o);
	if (o->printed++ && cxq_format_separates(o->look.format))
		putc('\n', file);
	o->look.width = o->to_terminal ? terminal_width() : 0;
	errno = 0;
	status = cxq_render(answer, &o->look, file);
	if (status == CXQ_OUTPUT_FAILED && !o->error)
		o->error = errno ? errno : EIO;
	if (output_flush(o) != CXQ_OK)
		return CXQ_OUTPUT_FAILED;
	if (o->notes)
		cxq_print_notes(answer, stderr);
	return status;
}

enum cxq_status output_close(struct output *o, bool done)
{
	if (o->file) {
		if (done)
			output_stream(o);
		output_flush(o);
		errno = 0;
		if (fclose(o->file) != 0 && !o->error)
			o->error = errno ? errno : EIO;
		o->file = NULL;
	}
	if (!o->error)
		return CXQ_OK;
	fprintf(stderr, "cxq: cannot write %s: %s\n", o->path ? o->path : "standard output", strerror(o->error));
	return CXQ_OUTPUT_FAILED;
}
