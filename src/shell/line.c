/* line.c - Readline: Enter that knows statements, completion, history.
 *
 * A statement is one edit buffer of as many lines as it needs.  Readline hands nothing to the functions it calls, so
 * what they need is the one static state below. */
#include "shell/line.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "shell/complete.h"

enum { REMEMBERED = 5000, FEWEST_SHOWN = 4 };

static struct {
	cxq_session *session;
	const char *history;
	struct candidates candidates; /* of the last Tab */
	int prompt_width;
	bool dropped;
	volatile sig_atomic_t continued;
} line;

static size_t buffer_length(void)
{
	return (size_t)rl_end;
}

/* A blank last line says "run it as it is", so that nobody is caught in a statement that does not end. */
static bool ends_in_blank_line(void)
{
	int i = rl_end;

	while (i > 0 && (rl_line_buffer[i - 1] == ' ' || rl_line_buffer[i - 1] == '\t'))
		i--;
	return rl_point >= i && i > 0 && rl_line_buffer[i - 1] == '\n';
}

static int on_enter(int count, int key)
{
	if (cxq_check(line.session, rl_line_buffer, buffer_length()) == CXQ_MORE && !ends_in_blank_line())
		return rl_insert_text("\n"), 0;
	return rl_newline(count, key);
}

/* An unindented line would begin a statement of its own where the one above is whole. */
static int on_new_line(int count, int key)
{
	(void)count, (void)key;
	rl_insert_text("\n  ");
	return 0;
}

/* Where the line of the buffer that holds AT begins. */
static int line_start(int at)
{
	while (at > 0 && rl_line_buffer[at - 1] != '\n')
		at--;
	return at;
}

static int line_end(int at)
{
	while (at < rl_end && rl_line_buffer[at] != '\n')
		at++;
	return at;
}

static bool begins_character(int at)
{
	return ((unsigned char)rl_line_buffer[at] & 0xc0) != 0x80;
}

/* The cursor's place in its line, in characters; the first line stands behind the prompt. */
static int column(void)
{
	int start = line_start(rl_point), n = start == 0 ? line.prompt_width : 0;

	for (int i = start; i < rl_point; i++)
		n += begins_character(i);
	return n;
}

/* To the same column of the line that begins at START, or to its end. */
static void go_to_line(int start, int wanted)
{
	int end = line_end(start), n = start == 0 ? line.prompt_width : 0;

	for (rl_point = start; rl_point < end && n < wanted; n++)
		do
			rl_point++;
		while (rl_point < end && !begins_character(rl_point));
}

/* Up and Down walk the lines of the statement and, past its ends, the history. */
static int on_up(int count, int key)
{
	int start = line_start(rl_point);

	if (start == 0)
		return rl_get_previous_history(count, key);
	go_to_line(line_start(start - 1), column());
	return 0;
}

static int on_down(int count, int key)
{
	int end = line_end(rl_point);

	if (end == rl_end)
		return rl_get_next_history(count, key);
	go_to_line(end + 1, column());
	return 0;
}

/* Home and End stay in the line, as in every editor; Readline's own know only the whole statement. */
static int on_home(int count, int key)
{
	(void)count, (void)key;
	rl_point = line_start(rl_point);
	return 0;
}

static int on_end(int count, int key)
{
	(void)count, (void)key;
	rl_point = line_end(rl_point);
	return 0;
}

static int on_ctrl_c(int count, int key)
{
	(void)count, (void)key;
	rl_point = rl_end;
	rl_redisplay();
	fputs("^C", rl_outstream);
	rl_replace_line("", 1);
	line.dropped = true;
	rl_done = 1;
	return 0;
}

/* While a statement is edited Ctrl-C is a key like others: as a signal it would leave Readline waiting for one more
 * key. */
static void prepare_terminal(int meta)
{
	struct termios t;
	int fd = fileno(rl_instream);

	rl_prep_terminal(meta);
	if (tcgetattr(fd, &t) == 0) {
		t.c_cc[VINTR] = _POSIX_VDISABLE;
		tcsetattr(fd, TCSADRAIN, &t);
	}
}

static void on_continue(int signal_number)
{
	(void)signal_number;
	line.continued = 1;
}

/* Back from Ctrl-Z: Readline 8.2 draws nothing by itself. */
static int after_signal(void)
{
	if (!line.continued)
		return 0;
	line.continued = 0;
	rl_on_new_line();
	rl_forced_update_display();
	return 0;
}

/* The buffer up to the word with LENGTH bytes of TEXT in the word's place. */
static char *with_word(const char *text, size_t length)
{
	size_t before = line.candidates.word_start;
	char *whole = malloc(before + length + 1);

	if (!whole)
		return NULL;
	memcpy(whole, rl_line_buffer, before);
	memcpy(whole + before, text, length);
	whole[before + length] = '\0';
	return whole;
}

/* What all candidates begin with; but never less than what is there, as they may differ from it in quotes or case. */
static char *with_common_beginning(size_t end)
{
	size_t start = line.candidates.word_start, common = candidates_common(&line.candidates);

	if (line.candidates.n == 1 || common > end - start)
		return with_word(line.candidates.list[0].text, common);
	return with_word(rl_line_buffer + start, end - start);
}

/* For Readline the whole buffer up to the cursor is the word (it is told of no character that breaks words), because
 * only the library knows where a word begins, as in channel="live ch.  So each match is the buffer with a candidate
 * at its end. */
static char **complete(const char *text, int start, int end)
{
	struct candidates *c = &line.candidates;
	char **matches;
	size_t n = 0;

	(void)text, (void)start;
	rl_attempted_completion_over = 1; /* file names are never what is meant */
	candidates_free(c);
	candidates_find(c, line.session, rl_line_buffer, (size_t)end);
	matches = c->n ? calloc(c->n + 2, sizeof *matches) : NULL;
	if (!matches)
		return NULL;
	matches[n++] = with_common_beginning((size_t)end);
	for (size_t i = 0; i < c->n && c->n > 1; i++)
		matches[n++] = with_word(c->list[i].text, strlen(c->list[i].text));
	for (size_t i = 0; i < n; i++)
		if (!matches[i]) {
			for (size_t j = 0; j < n; j++)
				free(matches[j]);
			free(matches);
			return NULL;
		}
	rl_completion_append_character = strchr("(`\n", matches[0][strlen(matches[0]) - 1]) ? '\0' : ' ';
	return matches;
}

static void show_matches(char **matches, int n, int longest)
{
	int rows, columns, typed_rows, left;

	(void)matches, (void)n, (void)longest;
	rl_get_screen_size(&rows, &columns);
	/* The statement is drawn again below the list; what is above it should stay in sight. */
	typed_rows = 2 + rl_end / (columns > 0 ? columns : 80);
	for (int i = 0; i < rl_end; i++)
		typed_rows += rl_line_buffer[i] == '\n';
	left = rows > typed_rows + FEWEST_SHOWN ? rows - typed_rows : FEWEST_SHOWN;
	rl_crlf();
	candidates_show(&line.candidates, (size_t)left, (size_t)columns, rl_outstream);
	rl_forced_update_display();
}

/* Every key of the shell's own; the names are for the user's inputrc. */
static const struct {
	const char *name;
	rl_command_func_t *function;
	const char *keys[7];
} commands[] = {
	{ "cxq-run-or-new-line", on_enter, { "\\C-m", "\\C-j" } },
	{ "cxq-new-line", on_new_line, { "\\e\\C-m", "\\e\\C-j" } },
	{ "cxq-drop", on_ctrl_c, { "\\C-c" } },
	{ "cxq-up", on_up, { "\\e[A", "\\eOA" } },
	{ "cxq-down", on_down, { "\\e[B", "\\eOB" } },
	{ "cxq-home", on_home, { "\\C-a", "\\e[H", "\\eOH", "\\e[1~" } },
	{ "cxq-end", on_end, { "\\C-e", "\\e[F", "\\eOF", "\\e[4~" } },
};

/* In vi mode Escape then Enter is "leave insertion, run it", so it must not become a new line there; and what
 * commands mean while moving is vi's, but for Enter and Ctrl-C. */
static bool is_for(Keymap map, const char *key)
{
	if (map == vi_movement_keymap)
		return strncmp(key, "\\C-", 3) == 0;
	return map == emacs_standard_keymap || strncmp(key, "\\e\\C-", 5) != 0;
}

static void bind_keys(void)
{
	Keymap maps[] = { emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap };

	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		rl_add_defun(commands[i].name, commands[i].function, -1);
		for (const char *const *key = commands[i].keys; *key; key++)
			for (size_t m = 0; m < sizeof maps / sizeof maps[0]; m++)
				if (is_for(maps[m], *key))
					rl_bind_keyseq_in_map(*key, commands[i].function, maps[m]);
	}
}

static void set_up_completion(void)
{
	rl_attempted_completion_function = complete;
	rl_completion_display_matches_hook = show_matches;
	rl_completer_word_break_characters = "";
	rl_completer_quote_characters = NULL;
	rl_sort_completion_matches = 0;
	rl_ignore_completion_duplicates = 0;
}

static void set_up_history(const char *path)
{
	line.history = path;
	using_history();
	stifle_history(REMEMBERED);
	/* Time stamps between the entries keep those of several lines together. */
	history_comment_char = '#';
	history_write_timestamps = 1;
	/* `!=` is an operator, so nothing is expanded: Readline itself never does. */
	if (path)
		read_history(path);
}

void line_open(cxq_session *s, const char *history, FILE *screen)
{
	struct sigaction action = { .sa_handler = on_continue };

	line.session = s;
	sigemptyset(&action.sa_mask);
	sigaction(SIGCONT, &action, NULL);
	rl_readline_name = "cxq"; /* for `$if cxq` in ~/.inputrc */
	rl_outstream = screen;
	rl_prep_term_function = prepare_terminal;
	rl_signal_event_hook = after_signal;
	set_up_completion();
	/* Before the user's inputrc is read, which may change all of it. */
	rl_variable_bind("enable-bracketed-paste", "on");
	rl_variable_bind("show-all-if-ambiguous", "on");
	rl_variable_bind("blink-matching-paren", "off");
	bind_keys();
	rl_initialize();
	set_up_history(history);
}

/* As typed, but not twice in a row, and not what begins with a blank: so people keep a line to themselves. */
static void remember(const char *text)
{
	HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;

	if (!*text || *text == ' ' || (last && strcmp(last->line, text) == 0))
		return;
	add_history(text);
	if (line.history)
		append_history(1, line.history);
}

enum line_end line_read(const char *prompt, char **text)
{
	line.dropped = false;
	line.prompt_width = (int)strlen(prompt);
	*text = readline(prompt);
	if (*text && !line.dropped) {
		remember(*text);
		return LINE_TYPED;
	}
	putc('\n', rl_outstream);
	fflush(rl_outstream);
	free(*text);
	*text = NULL;
	return line.dropped ? LINE_DROPPED : LINE_LEFT;
}

void line_close(void)
{
	if (line.history && history_is_stifled() && history_length >= REMEMBERED)
		history_truncate_file(line.history, REMEMBERED);
	candidates_free(&line.candidates);
	clear_history();
}
