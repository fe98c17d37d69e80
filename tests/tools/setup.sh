#!/bin/sh
# setup.sh build|test - is everything there that `make` (or `make test`) needs?  If not, install it with apt-get as
# root or through `sudo -n`; where neither is possible, say the one command to run and fail.  Silent and instant when
# nothing is missing.  What a test can do without is installed too, but not insisted on: the test is skipped.

missing=
wanted=

need_command() { # COMMAND PACKAGE
	command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

want_command() { # COMMAND PACKAGE
	command -v "$1" >/dev/null 2>&1 || wanted="$wanted $2"
}

# A header is looked for where compilers look; only when that fails is the compiler itself asked (other systems, CPATH).
need_header() { # HEADER PACKAGE
	for folder in /usr/include "/usr/include/$(uname -m)-linux-gnu" /usr/local/include; do
		[ -e "$folder/$1" ] && return
	done
	printf '#include <stdio.h>\n#include <stddef.h>\n#include <%s>\n' "$1" |
		${CC:-cc} $CFLAGS -DPCRE2_CODE_UNIT_WIDTH=8 -E - >/dev/null 2>&1 || missing="$missing $2"
}

look() {
	missing=
	wanted=
	compiler=${CC:-cc}
	need_command "${compiler%% *}" gcc
	need_command make make
	need_command bison bison
	need_command flex flex
	need_command awk mawk
	need_header stdlib.h libc6-dev
	need_header readline/readline.h libreadline-dev
	need_header gsl/gsl_cdf.h libgsl-dev
	need_header pcre2.h libpcre2-dev
	need_header utf8proc.h libutf8proc-dev
	need_header xxhash.h libxxhash-dev
	need_header jansson.h libjansson-dev
	need_header zlib.h zlib1g-dev
	need_header zstd.h libzstd-dev
	[ "$1" = test ] || return 0
	need_header cmocka.h libcmocka-dev
	need_command bash bash
	need_command tmux tmux
	need_command sqlite3 sqlite3
	need_command diff diffutils
	need_command gzip gzip
	need_command zstd zstd
	need_command iconv libc-bin
	want_command Rscript r-base-core
}

install() { # PACKAGE...
	as=
	[ "$(id -u)" = 0 ] || as="sudo -n"
	[ -z "$as" ] || sudo -n true >/dev/null 2>&1 || return 1
	command -v apt-get >/dev/null 2>&1 || return 1
	log=$(mktemp) || return 1
	echo "setup: installing $*" >&2
	# A package source that cannot be refreshed is no reason to give up: the packages may come from the others.
	$as apt-get -qq update >"$log" 2>&1 </dev/null
	if $as env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq -y --no-install-recommends install "$@" >>"$log" 2>&1 </dev/null; then
		rm -f "$log"
	else
		tail -n 5 "$log" >&2
		rm -f "$log"
		return 1
	fi
}

case $1 in
build | test) ;;
*) echo "usage: setup.sh build|test" >&2; exit 2 ;;
esac

look "$1"
if [ -n "$wanted" ]; then
	install $missing $wanted && look "$1"
fi
[ -z "$missing" ] && exit 0
install $missing && look "$1" && [ -z "$missing" ] && exit 0
echo "setup: something is missing; run:" >&2
echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
exit 1
