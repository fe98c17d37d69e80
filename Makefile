# cxq: make, make demo, make test, make asan, make races, make golden-update, make fuzz, make bench-load, make layers, make fmt,
# make install, make clean.
# Variants build into folders of their own (VARIANT=release, asan, tsan, fuzz), so that their objects never mix.
# Adding a file needs no edit here.

VARIANT ?= release
B       := build/$(VARIANT)
PREFIX  ?= /usr/local
DESTDIR ?=
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

CC      ?= cc
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
GENWARN := -Wall -Wextra -Werror -Wno-sign-compare -Wno-unused-function -Wno-unused-but-set-variable
BASE    := -std=c11 -D_GNU_SOURCE -g -fvisibility=hidden -Isrc -Iinclude -I$(B)/gen
CFLAGS_release := -O3
CFLAGS_asan    := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DCXQ_ARENA_DEBUG
LDFLAGS_asan   := -fsanitize=address,undefined
CFLAGS_tsan    := -O1 -fsanitize=thread
LDFLAGS_tsan   := -fsanitize=thread
CFLAGS_fuzz    := $(CFLAGS_asan) -fsanitize=fuzzer-no-link
LDFLAGS_fuzz   := $(LDFLAGS_asan)
ifeq ($(VARIANT),fuzz)
WARN    := -w
GENWARN := -w
endif
FLAGS   := $(BASE) $(CFLAGS_$(VARIANT)) $(CFLAGS)
LIBS    := -lgsl -lgslcblas -lpcre2-8 -lutf8proc -lxxhash -ljansson -lz -lzstd -lm
SHELL_LIBS := -lreadline

GENERATED := $(B)/gen/parse.c $(B)/gen/lex.c
LIB_C   := $(filter-out src/shell/%,$(wildcard src/*/*.c))
SHELL_C := $(wildcard src/shell/*.c)
TEXTS   := $(wildcard src/help/*.txt src/metric/*.cxq)
LIB_O   := $(LIB_C:%.c=$(B)/%.o) $(GENERATED:.c=.o) $(B)/gen/texts.o
SHELL_O := $(SHELL_C:%.c=$(B)/%.o)
UNIT    := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
FUZZ    := $(patsubst tests/fuzz/targets/%.c,$(B)/fuzz/%,$(filter-out %/replay.c,$(wildcard tests/fuzz/targets/*.c)))
CORPORA := $(patsubst tests/corpora/%.c,$(B)/corpora/%,$(wildcard tests/corpora/*.c))

# make V=1 shows whole commands.
ifeq ($(V),)
Q := @
SAY = @printf '  %-5s %s\n'
else
Q :=
SAY = @:
endif

.PHONY: all demo test asan races golden-update bench-load layers fmt install clean setup unit corpora fuzz fuzzed program check
all: setup program
program: build/cxq

ifeq ($(VARIANT),release)
build/cxq: $(B)/cxq
	@rm -f $@ && cp $< $@
else
build/cxq: $(B)/cxq
endif

$(B)/cxq: $(SHELL_O) $(B)/libcxq.a
	$(SAY) LINK $@
	$(Q)$(CC) $(LDFLAGS_$(VARIANT)) $(LDFLAGS) -o $@ $^ $(SHELL_LIBS) $(LIBS)

# Unit tests see every function; the library shows only what cxq.h declares, so that no name of ours meets one of theirs.
$(B)/internal.a: $(LIB_O)
	@rm -f $@
	$(SAY) AR $@
	$(Q)ar rcs $@ $^

$(B)/libcxq.a: $(LIB_O)
	@rm -f $@
	$(SAY) AR $@
	$(Q)ld -r -o $(B)/libcxq.o $^
	$(Q)objcopy --localize-hidden $(B)/libcxq.o
	$(Q)ar rcs $@ $(B)/libcxq.o

$(B)/%.o: %.c | $(B)/gen/parse.h
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(FLAGS) $(WARN) -MMD -MP -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c
	$(SAY) CC $<
	$(Q)$(CC) $(FLAGS) $(GENWARN) -MMD -MP -c -o $@ $<

$(B)/gen/parse.c $(B)/gen/parse.h &: grammar/parse.y
	@mkdir -p $(@D)
	$(SAY) BISON $<
	$(Q)bison -Wall -Wcounterexamples -Werror --defines=$(B)/gen/parse.h -o $(B)/gen/parse.c $<

$(B)/gen/lex.c: grammar/lex.l $(B)/gen/parse.h
	$(SAY) FLEX $<
	$(Q)flex -o $@ $<

# Texts that the program prints and the built-in definitions are compiled in, one array per file.
$(B)/gen/texts.c: tests/tools/embed.awk $(TEXTS)
	@mkdir -p $(@D)
	$(Q)awk -f tests/tools/embed.awk $(TEXTS) > $@.tmp && mv $@.tmp $@

$(B)/unit/%: tests/unit/%.c $(B)/internal.a
	@mkdir -p $(@D)
	$(SAY) TEST $<
	$(Q)$(CC) $(FLAGS) -Wall -Wextra -Werror -MMD -MP -Itests -o $@ $< $(B)/internal.a $(LDFLAGS_$(VARIANT)) -lcmocka $(LIBS)

# Programs that hold public corpora against what their authors, or other programs, say of them.
$(B)/corpora/%: tests/corpora/%.c $(B)/internal.a
	@mkdir -p $(@D)
	$(SAY) TEST $<
	$(Q)$(CC) $(FLAGS) -Wall -Wextra -Werror -MMD -MP -Itests -o $@ $< $(B)/internal.a $(LDFLAGS_$(VARIANT)) $(LIBS)

# Fuzz targets: with libFuzzer around them (make fuzz), or with a main that runs them once on the files it is given.
FUZZ_MAIN := $(if $(filter fuzz,$(VARIANT)),-fsanitize=fuzzer,tests/fuzz/targets/replay.c)
$(B)/fuzz/%: tests/fuzz/targets/%.c tests/fuzz/targets/table.h tests/fuzz/targets/replay.c $(B)/internal.a
	@mkdir -p $(@D)
	$(SAY) TEST $<
	$(Q)$(CC) $(FLAGS) -Wall -Wextra -Werror -o $@ $< $(FUZZ_MAIN) $(B)/internal.a $(LDFLAGS_$(VARIANT)) $(LIBS)

setup:
	@tests/tools/setup.sh build

unit: $(UNIT)
corpora: $(CORPORA)
fuzzed: $(FUZZ)

demo: setup program
	build/cxq --echo examples/tour.cxq

test:
	@tests/tools/setup.sh test
	@$(MAKE) -j$(JOBS) --no-print-directory program unit corpora fuzzed $(B)/transcript
	@tests/tools/run.sh $(B)

asan:
	@tests/tools/setup.sh test
	@$(MAKE) -j$(JOBS) --no-print-directory VARIANT=asan program unit corpora fuzzed build/asan/transcript
	@tests/tools/run.sh build/asan

# Does a thread look at what another one is writing?  The thread sanitizer on what runs in threads.
RACES   := $(filter test_ingest_% test_store_% test_base_%,$(notdir $(UNIT)))
races:
	@tests/tools/setup.sh test
	@$(MAKE) -j$(JOBS) --no-print-directory VARIANT=tsan $(RACES:%=build/tsan/unit/%)
	@for t in $(RACES:%=build/tsan/unit/%); do $$t >$$t.log 2>&1 || { cat $$t.log; exit 1; }; done
	@echo "no races in $(words $(RACES)) tests"

$(B)/transcript: tests/tools/transcript.c $(B)/libcxq.a
	$(SAY) CC $<
	$(Q)$(CC) $(FLAGS) $(WARN) -MMD -MP -o $@ $< $(B)/libcxq.a $(LDFLAGS_$(VARIANT)) $(LIBS)

golden-update: setup program $(B)/transcript
	@tests/tools/golden.sh $(B) update

# make fuzz TARGET=csv SECONDS=3600: any input that breaks a target of tests/fuzz/targets, by libFuzzer (clang).
fuzz: setup
	@$(MAKE) -j$(JOBS) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/fuzz/$(TARGET)
	@tests/fuzz/fuzz.sh $(TARGET) $(SECONDS)

# Loading beside DuckDB, ClickHouse and Polars, which npm installs: build/bench/load.md.  ROWS=10000000 ROUNDS=3
# VARIANTS, PROGRAMS, THREADS and BENCH_DIR choose (tests/bench/load.sh says how); half an hour and 5 GB as it stands.
bench-load: setup program build/bench/generate build/bench/measure
	@tests/bench/load.sh $(B)

build/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(BASE) -O2 $(CFLAGS) $(WARN) -o $@ $<

layers:
	@awk -f tests/tools/layers.awk src/LAYERS $(wildcard src/*/*.c src/*/*.h)

fmt:
	clang-format -i $(wildcard src/*/*.c src/*/*.h include/*.h tests/*/*.c)

install: program
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include
	install -m 755 build/cxq $(DESTDIR)$(PREFIX)/bin/cxq
	install -m 644 $(B)/libcxq.a $(DESTDIR)$(PREFIX)/lib/libcxq.a
	install -m 644 include/cxq.h $(DESTDIR)$(PREFIX)/include/cxq.h

clean:
	rm -rf build

-include $(LIB_O:.o=.d) $(SHELL_O:.o=.d) $(UNIT:=.d) $(CORPORA:=.d)
