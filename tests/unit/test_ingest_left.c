/* Texts that stay in their file are the same values when they are asked for, or an error when the file is not the same. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "loading.h"

#include "base/threads.h"

static const char path[] = "/tmp/cxq_left_test.csv";

/* A survey whose notes are long, or not; some are quoted, some are no UTF-8, some are missing in one way or another. */
static void write_rows(struct buffer *b, size_t n)
{
	buffer_add_c(b, "customer,nps,note,channel,remark\n");
	for (size_t i = 0; i < n; i++) {
		buffer_printf(b, "C%zu,%zu,", i % 97, i % 11);
		if (i % 13 == 3)
			buffer_add_c(b, i % 2 ? "none" : "\"\"");
		else if (i % 7 == 2)
			buffer_printf(b, "\"he said \"\"%zu\"\" and, after all,\nleft without a word\"", i % 700);
		else if (i % 11 == 5)
			buffer_printf(b, "d\xe9j\xe0 vu number %zu once more and again", i);
		else
			buffer_printf(b, "a note of more than thirty-two bytes: %zu", i % 5000);
		buffer_printf(b, ",%s,%s\n", i % 3 ? "phone" : "web", i % 5 ? "short" : "shorter");
	}
}

static void write_file(const struct buffer *b)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, b->at, b->n), (ssize_t)b->n);
	close(fd);
}

static void write_survey(struct buffer *b, size_t n)
{
	buffer_clear(b);
	write_rows(b, n);
	write_file(b);
}

/* N bytes of the file from AT on are changed in place. */
static void overwrite(size_t at, const char *bytes)
{
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, strlen(bytes), (off_t)at), (ssize_t)strlen(bytes));
	close(fd);
}

static struct loaded *load_so(const char *leave, unsigned threads, const volatile sig_atomic_t *stop)
{
	static const struct text missing[] = { TEXT("none") };
	struct load_request request = {
		.may_leave = true, .missing = missing, .n_missing = 1, .stop = stop, .options.encoding = TEXT("UTF-8")
	};
	struct loaded *l;

	threads_limit(threads);
	setenv("CXQ_LEAVE", leave, 1);
	l = load_file_with(path, request);
	unsetenv("CXQ_LEAVE");
	assert_non_null(l->table);
	return l;
}

static const struct column *find(const struct loaded *l, const char *name)
{
	return table_find(l->table, text_of(name));
}

static void values_are_the_same(void **state)
{
	static const size_t sizes[] = { 1, 500, 40000 };
	struct buffer b = { 0 };

	(void)state;
	for (size_t k = 0; k < 3; k++)
		for (unsigned threads = 1; threads <= 4; threads++) {
			struct loaded *now, *left;

			write_survey(&b, sizes[k]);
			now = load_so("none", threads, NULL);
			left = load_so("all", threads, NULL);
			assert_null(find(now, "note")->left);
			assert_non_null(find(left, "note")->left);
			assert_int_equal(find(left, "note")->n_missing, find(now, "note")->n_missing);
			assert_int_equal(left->table->n_repaired, now->table->n_repaired);
			assert_same_table(now, left);
			assert_null(find(left, "note")->left);
			unload(now);
			unload(left);
		}
	buffer_free(&b);
	unlink(path);
}

/* A role that is looked at while the table is made, and a short file. */
static void some_texts_are_not_left(void **state)
{
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	write_survey(&b, 3000);
	l = load_so("all", 2, NULL);
	assert_null(find(l, "channel")->left);
	assert_non_null(find(l, "remark")->left);
	assert_false(column_is_prose(find(l, "remark")));
	assert_true(column_is_prose(find(l, "note")));
	unload(l);
	l = load_so("", 2, NULL);
	assert_null(find(l, "note")->left);
	unload(l);
	buffer_free(&b);
	unlink(path);
}

/* Above 64 MB, as they are, comments stay and categories do not. */
static void long_files_leave_prose(void **state)
{
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	write_survey(&b, 1150000);
	assert_true(b.n > 64 << 20);
	buffer_free(&b);
	l = load_so("", 0, NULL);
	assert_non_null(find(l, "note")->left);
	assert_null(find(l, "remark")->left);
	/* 5,000, 100 in quotes, and the rest each once, as counted by another program. */
	assert_int_equal(table_ready(l->table, find(l, "note"))->words->n, 87817);
	unload(l);
	unlink(path);
}

static void assert_changed(struct loaded *l)
{
	struct column before = *find(l, "note");

	assert_false(table_fill(l->table, find(l, "note")));
	assert_int_equal(l->table->fault, FILL_CHANGED);
	assert_memory_equal(&before, find(l, "note"), sizeof(before));
	table_explain_fault(l->table, (struct span){ 0 }, &l->errors);
	assert_string_equal(l->errors.first->message.at,
			    "note cannot be read: /tmp/cxq_left_test.csv is no longer what it was when it was loaded");
	assert_int_equal(l->table->fault, FILL_FINE);
}

static void changed_texts_are_refused(void **state)
{
	struct buffer b = { 0 };
	struct loaded *l;
	size_t at;

	(void)state;
	write_survey(&b, 9000);
	l = load_so("all", 3, NULL);
	at = text_find(buffer_text(&b), TEXT("thirty-two"));
	overwrite(at, "fourty-two");
	assert_changed(l);
	overwrite(at, "thirty-two");
	assert_int_equal(truncate(path, (off_t)b.n - 40), 0);
	assert_changed(l);
	/* As it was, and more; and the name is gone. */
	write_file(&b);
	overwrite(b.n, "C1,9,appended,web,x\n");
	overwrite(text_find(buffer_text(&b), TEXT("C5,")), "D");
	unlink(path);
	assert_true(table_fill(l->table, find(l, "note")));
	assert_string_equal(cell(l, "note", 0), "a note of more than thirty-two bytes: 0");
	unload(l);
	buffer_free(&b);
}

static void reading_them_can_be_stopped(void **state)
{
	static volatile sig_atomic_t stop;
	struct buffer b = { 0 };
	struct loaded *l;

	(void)state;
	write_survey(&b, 5000);
	l = load_so("all", 2, &stop);
	stop = 1;
	assert_false(table_fill(l->table, find(l, "note")));
	assert_int_equal(l->table->fault, FILL_STOPPED);
	stop = 0;
	assert_true(table_fill(l->table, find(l, "note")));
	unload(l);
	buffer_free(&b);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_the_same),	       cmocka_unit_test(some_texts_are_not_left),
		cmocka_unit_test(long_files_leave_prose),      cmocka_unit_test(changed_texts_are_refused),
		cmocka_unit_test(reading_them_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
