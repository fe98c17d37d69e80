/* parse.y - tokens to one statement.  Builds and never decides: one constructor of lang/build.h per rule.
   All keywords but `and or not in is between by where missing true false` are soft: the driver turns them into WORD
   where the grammar accepts a WORD but not the keyword.  Tokens H_* are never made by the lexer; they are only there to
   be expected.
   Another kind of report is one more alternative of `report`, with clauses built on `common` or `clause`. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {grammar_}
%define api.token.prefix {T_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%parse-param {struct parse *p}

%code requires {
#include "lang/build.h"
}
%code {
/* The deepest legal nesting, NODE_DEPTH_MAX brackets each within a whole condition, takes twelve states a level. */
#define YYMAXDEPTH 20000
#define YYSTACK_USE_ALLOCA 0
#define YYLLOC_DEFAULT(all, right, n) ((all) = (n) ? span_join(YYRHSLOC(right, 1), YYRHSLOC(right, n)) : \
	(struct span){ YYRHSLOC(right, 0).source, YYRHSLOC(right, 0).to, YYRHSLOC(right, 0).to })

static void grammar_error(struct span *where, struct parse *p, const char *message);
}
%union {
	struct lexeme lexeme;
	struct node *node;
	enum node_op op;
}

/* --- literals --- */
%token <lexeme> WORD QNAME STRING NUMBER PERCENT DATE PARAM UNIT
/* --- ghosts --- */
%token <node> H_METRIC H_COLUMN H_DIMENSION H_VALUE H_SEGMENT H_STEP H_TOPIC H_OPTION H_TABLE H_QUERY H_SETTING
%token <node> H_FORMAT H_ROLE H_FILE H_FIGURE H_LOAD_OPTION
/* --- punctuation --- */
%token ARROW DOTDOT EQ NE LT LE GT GE MATCH NO_MATCH COMMA LP RP PLUS MINUS STAR SLASH
/* --- reserved words --- */
%token <lexeme> AND OR NOT IN IS BETWEEN BY WHERE MISSING TRUE FALSE
/* --- soft keywords --- */
%token FOLLOWED PRECEDED CONTAINS MATCHES LIKE STARTS_WITH ENDS_WITH
%token HAVING SORT ASC DESC TOP BOTTOM BEST WORST LIMIT WITH AS FORMAT PER ROLLING CUMULATIVE VS TARGET
%token LAST PREVIOUS THIS SINCE BEFORE THROUGH DURING FROM TO AGO TODAY YESTERDAY PERIOD
%token FOR AMONG ACROSS RETURNING EACH STARTING ENDING UP_TO STEPS WITHIN STRICT ANY_ORDER WITHOUT HOLDING SPLIT SPLIT_AT
%token LIST PATHS RETENTION RECOVERY TEACH DEFINE LET KW_PARAM LOAD USE INCLUDE RUN SHOW SET HELP EXPLAIN EXPORT QUIT IT
%token METRIC SEGMENT DIMENSION QUERY ORDER VALUES OF COHORT BANDS
%token <lexeme> QUANTILE
%token <lexeme> COMPARE FUNNEL JOURNEY DRIVERS TREND CONSISTENCY WORDS WHY
%token NEWS SCORECARD ADJUSTED PAIRED
%token ATTACH ON BASE APPEND
%token DEFAULT DESCRIBE BETTER HIGHER LOWER FAMILY MAPPING SCALE SKIPPING BAD ROWS FILE_COLUMN
%token <lexeme> CALC NEEDED
%token CALC_SAMPLE

%nterm <node> stmt report target setting_value table run label format
%nterm <node> attach append file files file_key
%nterm <node> load_options load_option load_setting column_options column_option
%nterm <node> load mapped load_clause missing source maps map map_clause map_column map_name scale
%nterm <node> compare_clause
%nterm <node> compare segmented segments segment part funnel steps step stage chain_clause
%nterm <node> paths path_clause of journey customer retention return_clause drivers driver_clause among measure
%nterm <node> trend recovery chain consistency news scorecard word_list word_clause why
%nterm <node> needed calc figure side figures amounts amount margin
%nterm <node> query select item clause common vs sort_keys sort_key sort_term options option
%nterm <node> dims dim dim_name score banded bands band fragments fragment column name timerange when listing
%nterm <node> metric property definition params param parameter arguments argument describe default type let_value list
%nterm <node> mexpr mterm mfactor mprimary margs args filter mcond mand mnot mpred
%nterm <node> cond cand cnot pred rhs in_rhs elems elem range bound operand term factor primary
%nterm <op> order_op equal_op text_op
%nterm <lexeme> hard_word topic verb

%%
input: stmt { p->result = $stmt; } ;

stmt:
  report
| EXPLAIN report                { $$ = build_pair(p, NODE_EXPLAIN, @$, $report, NULL); }
| EXPLAIN IT                    { $$ = build_leaf(p, NODE_EXPLAIN, @$); }
| TEACH                         { $$ = build_leaf(p, NODE_TEACH, @$); }
| TEACH report                  { $$ = build_teach(p, $report, @$); }
| TEACH verb                    { $$ = build_topic(p, &$verb, @$); }
| TEACH STRING                  { $$ = build_flag(build_value(p, NODE_TEACH, &$STRING, @$), FLAG_STRING); }
| TEACH H_TOPIC                 { $$ = $2; }
| EXPORT report TO target       { $$ = build_pair(p, NODE_EXPORT, @$, $report, $target); }
| EXPORT IT TO target           { $$ = build_pair(p, NODE_EXPORT, @$, build_leaf(p, NODE_NONE, @IT), $target); }
| metric
| definition
| LET WORD EQ let_value         { $$ = build_add(p, build_value(p, NODE_LET, &$WORD, @$), $let_value); }
| KW_PARAM WORD type default describe {
	$$ = build_value(p, NODE_PARAM_STATEMENT, &$WORD, @$);
	build_add(p, build_add(p, build_add(p, $$, $type), $default), $describe);
  }
| load
| mapped
| attach
| append
| USE table                     { $$ = build_spanned($table, @$); }
| INCLUDE STRING                { $$ = build_value(p, NODE_INCLUDE, &$STRING, @$); }
| INCLUDE H_FILE                { $$ = $2; }
| RUN run                       { $$ = build_spanned($run, @$); }
| SHOW topic                    { $$ = build_value(p, NODE_SHOW, &$topic, @$); }
| SHOW METRIC name              { $$ = build_named(build_leaf(p, NODE_SHOW, @$), OP_METRIC, $name); }
| SHOW METRIC H_METRIC          { $$ = $3; }
| SHOW SEGMENT name             { $$ = build_named(build_leaf(p, NODE_SHOW, @$), OP_SEGMENT, $name); }
| SHOW SEGMENT H_SEGMENT        { $$ = $3; }
| SHOW DIMENSION dim_name       { $$ = build_named(build_leaf(p, NODE_SHOW, @$), OP_DIMENSION, $dim_name); }
| SHOW ORDER dim_name           { $$ = build_named(build_leaf(p, NODE_SHOW, @$), OP_ORDER, $dim_name); }
| SHOW QUERY name               { $$ = build_named(build_leaf(p, NODE_SHOW, @$), OP_QUERY, $name); }
| SHOW QUERY H_QUERY            { $$ = $3; }
| SHOW VALUES OF column         { $$ = build_add(p, build_op(p, NODE_SHOW, OP_VALUES, @$), $column); }
| SET WORD EQ setting_value     { $$ = build_add(p, build_value(p, NODE_SET, &$WORD, @$), $setting_value); }
| SET H_SETTING                 { $$ = $2; }
| HELP                          { $$ = build_leaf(p, NODE_HELP, @$); }
| HELP topic                    { $$ = build_value(p, NODE_HELP, &$topic, @$); }
| HELP hard_word                { $$ = build_value(p, NODE_HELP, &$hard_word, @$); }
| QUIT                          { $$ = build_leaf(p, NODE_QUIT, @$); }
;

report: query | listing | compare | segmented | funnel | paths | journey | retention | drivers | trend | recovery
| consistency | calc | needed | news | scorecard | word_list | why ;

topic: WORD | H_TOPIC { $$ = (struct lexeme){ .flags = 0 }; } ;
hard_word: BY | WHERE | IN | BETWEEN | MISSING | NOT | AND | OR | IS ;
/* Verbs that cannot stand alone: then they name a topic.  Of the others see build_teach. */
verb: COMPARE | FUNNEL | JOURNEY | DRIVERS | TREND | CONSISTENCY | CALC | NEEDED | WORDS | WHY ;
target: STRING                  { $$ = build_value(p, NODE_TEXT, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| H_FILE ;
setting_value: operand | H_VALUE ;
table: WORD                     { $$ = build_value(p, NODE_USE, &$1, @$); }
| QNAME                         { $$ = build_value(p, NODE_USE, &$1, @$); }
| H_TABLE ;

run: WORD                       { $$ = build_value(p, NODE_RUN, &$1, @$); }
| WORD LP RP                    { $$ = build_value(p, NODE_RUN, &$1, @$); }
| WORD LP arguments RP          { $$ = build_adopt(p, build_value(p, NODE_RUN, &$1, @$), $arguments); }
| H_QUERY ;
arguments: argument             { $$ = build_pair(p, NODE_PARAMETERS, @$, $1, NULL); }
| arguments COMMA argument      { $$ = build_add(p, $1, $3); } ;
argument: WORD EQ operand       { $$ = build_add(p, build_value(p, NODE_ARGUMENT, &$WORD, @$), $operand); } ;

/* `missing` after a mapping belongs to the column before it, so the one of the file comes before the mapping. */
load: LOAD source               { $$ = build_spanned($source, @$); }
| LOAD source COMMA files       { $$ = build_spanned(build_add(p, $source, $files), @$); }
| load load_clause              { $$ = build_clause(p, $1, $2); }
| load missing                  { $$ = build_clause(p, $1, $2); } ;
mapped: load MAPPING maps       { $$ = build_clause(p, $1, $maps); }
| mapped load_clause            { $$ = build_clause(p, $1, $2); } ;
load_clause: AS WORD            { $$ = build_value(p, NODE_AS, &$WORD, @$); }
| WITH LP load_options RP       { $$ = build_spanned($load_options, @$); }
| SKIPPING BAD ROWS             { $$ = build_leaf(p, NODE_SKIPPING, @$); } ;
load_options: load_option       { $$ = build_pair(p, NODE_LOAD_WITH, @$, $1, NULL); }
| load_options COMMA load_option { $$ = build_add(p, $1, $3); } ;
load_option: WORD load_setting  { $$ = build_add(p, build_value(p, NODE_LOAD_OPTION, &$WORD, @$), $load_setting); }
| WORD LP column_options RP     { $$ = build_adopt(p, build_value(p, NODE_LOAD_OPTION, &$WORD, @$), $column_options); }
| FILE_COLUMN WORD              { $$ = build_file_column(p, &$WORD, @WORD, @$); }
| missing
| H_LOAD_OPTION ;
load_setting: WORD              { $$ = build_setting(p, &$1, @$); }
| STRING                        { $$ = build_value(p, NODE_TEXT, &$1, @$); }
| NUMBER                        { $$ = build_value(p, NODE_NUMBER, &$1, @$); } ;
column_options: column_option   { $$ = build_pair(p, NODE_LOAD_OPTION, @$, $1, NULL); }
| column_options COMMA column_option { $$ = build_add(p, $1, $3); } ;
column_option: map_column WORD  { $$ = build_add(p, build_value(p, NODE_COLUMN_OPTION, &$WORD, @$), $map_column); } ;
missing: MISSING list           { $$ = build_pair(p, NODE_MISSING, @$, $list, NULL); } ;
attach: ATTACH file AS BASE ON column { $$ = build_pair(p, NODE_ATTACH, @$, $file, $column); }
| ATTACH file ON column AS BASE { $$ = build_pair(p, NODE_ATTACH, @$, $file, $column); }
| ATTACH file ON column file_key {
	$$ = build_add(p, build_pair(p, NODE_LOOKUP, @$, $file, $column), $file_key);
  } ;
file_key: %empty                { $$ = NULL; }
| EQ map_name                   { $$ = $map_name; } ;
append: APPEND files            { $$ = build_pair(p, NODE_APPEND, @$, $files, NULL); }
| append TO table               { $$ = build_clause(p, $1, build_pair(p, NODE_TO, @table, $table, NULL)); }
| append SKIPPING BAD ROWS      { $$ = build_clause(p, $1, build_leaf(p, NODE_SKIPPING, @SKIPPING)); } ;
files: file                     { $$ = build_pair(p, NODE_FILES, @$, $file, NULL); }
| files COMMA file              { $$ = build_add(p, $1, $3); } ;
file: STRING                    { $$ = build_value(p, NODE_TEXT, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| H_FILE ;
source: STRING                  { $$ = build_flag(build_value(p, NODE_LOAD, &$1, @$), FLAG_STRING); }
| WORD                          { $$ = build_value(p, NODE_LOAD, &$1, @$); }
| PARAM                         { $$ = build_pair(p, NODE_LOAD, @$, build_value(p, NODE_PARAM, &$1, @$), NULL); }
| H_FILE ;
maps: map                       { $$ = build_pair(p, NODE_MAPPING, @$, $map, NULL); }
| maps COMMA map                { $$ = build_add(p, $1, $map); } ;
map: WORD EQ map_column         { $$ = build_add(p, build_value(p, NODE_MAP, &$WORD, @$), $map_column); }
| H_ROLE
| map map_clause                { $$ = build_clause(p, $1, $2); } ;
map_clause: missing
| SCALE scale                   { $$ = build_pair(p, NODE_SCALE, @$, $scale, NULL); }
| IN UNIT                       { $$ = build_unit(p, NODE_IN_UNIT, &$UNIT, @$); } ;
scale: bound DOTDOT bound       { $$ = build_pair(p, NODE_RANGE, @$, $1, $3); } ;
map_column: map_name
| map_name PLUS map_name        { $$ = build_pair(p, NODE_ADD, @$, $1, $3); } ;
map_name: column
| STRING                        { $$ = build_flag(build_value(p, NODE_NAME, &$1, @$), FLAG_STRING); } ;

type: %empty                    { $$ = NULL; }
| WORD                          { $$ = build_value(p, NODE_TYPE, &$1, @$); } ;
default: %empty                 { $$ = NULL; }
| DEFAULT let_value             { $$ = build_pair(p, NODE_DEFAULT, @$, $let_value, NULL); } ;
describe: %empty                { $$ = NULL; }
| DESCRIBE STRING               { $$ = build_value(p, NODE_DESCRIBE, &$STRING, @$); } ;
let_value: operand
| LP elem COMMA elems RP        { $$ = build_spanned(build_prepend(p, $elems, $elem), @$); }
| timerange ;
list: LP elems RP               { $$ = build_spanned($elems, @$); } ;

/* ---------- metric queries ---------- */
query: select                   { $$ = build_pair(p, NODE_QUERY, @$, $select, NULL); }
| query clause                  { $$ = build_clause(p, $1, $clause); }
| query vs                      { $$ = build_clause(p, $1, $vs); } ;
listing: LIST dims              { $$ = build_pair(p, NODE_LISTING, @$, $dims, NULL); }
| listing clause                { $$ = build_clause(p, $1, $clause); } ;
select: item                    { $$ = build_pair(p, NODE_ITEMS, @$, $item, NULL); }
| select COMMA item             { $$ = build_add(p, $1, $item); } ;
item: mexpr label format        { $$ = build_add(p, build_pair(p, NODE_ITEM, @$, $mexpr, $label), $format); } ;
label: %empty                   { $$ = NULL; }
| AS WORD                       { $$ = build_value(p, NODE_LABEL, &$2, @$); }
| AS STRING                     { $$ = build_value(p, NODE_LABEL, &$2, @$); } ;
format: %empty                  { $$ = NULL; }
| FORMAT WORD                   { $$ = build_value(p, NODE_FORMAT, &$2, @$); }
| FORMAT STRING                 { $$ = build_value(p, NODE_FORMAT, &$2, @$); }
| FORMAT H_FORMAT               { $$ = $2; } ;

clause:
  common
| HAVING mcond                  { $$ = build_pair(p, NODE_HAVING, @$, $mcond, NULL); }
| SORT BY sort_keys             { $$ = build_spanned($sort_keys, @$); }
| ORDER BY sort_keys            { $$ = build_spanned($sort_keys, @$); }
| TOP NUMBER                    { $$ = build_count(p, NODE_TOP, &$2, @2, @$); }
| TOP NUMBER dim_name           { $$ = build_add(p, build_count(p, NODE_TOP, &$2, @2, @$), $3); }
| BOTTOM NUMBER                 { $$ = build_count(p, NODE_BOTTOM, &$2, @2, @$); }
| BOTTOM NUMBER dim_name        { $$ = build_add(p, build_count(p, NODE_BOTTOM, &$2, @2, @$), $3); }
| BEST NUMBER                   { $$ = build_count(p, NODE_BEST, &$2, @2, @$); }
| BEST NUMBER dim_name          { $$ = build_add(p, build_count(p, NODE_BEST, &$2, @2, @$), $3); }
| WORST NUMBER                  { $$ = build_count(p, NODE_WORST, &$2, @2, @$); }
| WORST NUMBER dim_name         { $$ = build_add(p, build_count(p, NODE_WORST, &$2, @2, @$), $3); }
| LIMIT NUMBER                  { $$ = build_count(p, NODE_LIMIT, &$2, @2, @$); }
| ROLLING NUMBER UNIT           { $$ = build_period(p, NODE_ROLLING, &$2, &$3, @$); }
| CUMULATIVE                    { $$ = build_leaf(p, NODE_CUMULATIVE, @$); }
;
/* The clauses of every report. */
common:
  WHERE cond                    { $$ = build_pair(p, NODE_WHERE, @$, $cond, NULL); }
| WHERE error                   { $$ = NULL; }
| BY dims                       { $$ = build_adopt(p, build_leaf(p, NODE_BY, @$), $dims); }
| BY error                      { $$ = NULL; }
| timerange
| PER column                    { $$ = build_pair(p, NODE_PER, @$, $column, NULL); }
| SPLIT NUMBER UNIT             { $$ = build_period(p, NODE_SPLIT, &$NUMBER, &$UNIT, @$); }
| WITH options                  { $$ = build_spanned($options, @$); }
;
vs:
  VS TARGET NUMBER              { $$ = build_target(p, $NUMBER.number, @$); }
| VS TARGET MINUS NUMBER        { $$ = build_target(p, -$NUMBER.number, @$); }
| VS TARGET PARAM               { $$ = build_pair(p, NODE_VS_TARGET, @$, build_value(p, NODE_PARAM, &$PARAM, @PARAM), NULL); }
| VS PREVIOUS                   { $$ = build_leaf(p, NODE_VS_PREVIOUS, @$); }
| VS PREVIOUS PERIOD            { $$ = build_leaf(p, NODE_VS_PREVIOUS, @$); }
| VS PREVIOUS UNIT              { $$ = build_unit(p, NODE_VS_PREVIOUS, &$UNIT, @$); }
| VS when                       { $$ = build_pair(p, NODE_VS_WHEN, @$, $when, NULL); }
| VS FROM when[start] TO when[stop] {
	$$ = build_add(p, build_add(p, build_op(p, NODE_TIMERANGE, OP_FROM_TO, span_join(@FROM, @stop)), $start), $stop);
	$$ = build_pair(p, NODE_VS_WHEN, @$, $$, NULL);
  }
;
sort_keys: sort_key             { $$ = build_pair(p, NODE_SORT, @$, $1, NULL); }
| sort_keys COMMA sort_key      { $$ = build_add(p, $1, $3); } ;
sort_key: sort_term             { $$ = build_pair(p, NODE_KEY, @$, $1, NULL); }
| sort_term ASC                 { $$ = build_flag(build_pair(p, NODE_KEY, @$, $1, NULL), FLAG_ASCENDING); }
| sort_term DESC                { $$ = build_flag(build_pair(p, NODE_KEY, @$, $1, NULL), FLAG_DESCENDING); } ;
sort_term: mexpr
| UNIT                          { $$ = build_unit(p, NODE_UNIT, &$1, @$); } ;
options: option                 { $$ = build_pair(p, NODE_WITH, @$, $1, NULL); }
| options COMMA option          { $$ = build_add(p, $1, $3); } ;
option: WORD                    { $$ = build_value(p, NODE_OPTION, &$1, @$); }
| WORD name                     { $$ = build_add(p, build_value(p, NODE_OPTION, &$1, @$), $name); }
| WORD OF dim_name              { $$ = build_add(p, build_value(p, NODE_OPTION, &$1, @$), $dim_name); }
| WORD NUMBER                   { $$ = build_option(p, &$1, &$2, FLAG_NUMBER, @$); }
| WORD PERCENT                  { $$ = build_option(p, &$1, &$2, FLAG_NUMBER | FLAG_PERCENT, @$); }
| H_OPTION ;

/* ---------- other reports ---------- */
compare: COMPARE select         { $$ = build_pair(p, NODE_COMPARE_REPORT, @$, $select, NULL); }
| compare compare_clause        { $$ = build_clause(p, $1, $compare_clause); }
| compare vs                    { $$ = build_clause(p, $1, $vs); } ;
/* No `vs` among the clauses: it joins segments. */
segmented: COMPARE select FOR segments { $$ = build_pair(p, NODE_COMPARE_REPORT, @$, $select, $segments); }
| segmented compare_clause      { $$ = build_clause(p, $1, $compare_clause); } ;
compare_clause: clause
| ADJUSTED dims                 { $$ = build_adopt(p, build_leaf(p, NODE_ADJUSTED, @$), $dims); }
| PAIRED column                 { $$ = build_pair(p, NODE_PAIRED, @$, $column, NULL); } ;
segments: segment VS segment    { $$ = build_pair(p, NODE_SEGMENTS, @$, $1, $3); }
| segments VS segment           { $$ = build_add(p, $1, $3); } ;
segment: part label             { $$ = build_pair(p, NODE_SEGMENT, @$, $part, $label); } ;
part: cond
| timerange
| TOP PERCENT OF measure        { $$ = build_share(p, NODE_TOP_SHARE, &$PERCENT, $measure, @$); }
| BOTTOM PERCENT OF measure     { $$ = build_share(p, NODE_BOTTOM_SHARE, &$PERCENT, $measure, @$); } ;
measure: score | H_COLUMN ;

funnel: FUNNEL steps            { $$ = build_pair(p, NODE_FUNNEL, @$, $steps, NULL); }
| funnel chain_clause           { $$ = build_clause(p, $1, $chain_clause); } ;
steps: step ARROW step          { $$ = build_pair(p, NODE_STEPS, @$, $1, $3); }
| steps ARROW step              { $$ = build_add(p, $1, $3); } ;
step: stage label               { $$ = build_spanned(build_add(p, $stage, $label), @$); } ;
stage: WORD                     { $$ = build_value(p, NODE_STEP, &$1, @$); }
| STRING                        { $$ = build_quoted_step(p, NODE_TEXT, &$1, @$); }
| QNAME                         { $$ = build_quoted_step(p, NODE_NAME, &$1, @$); }
| H_STEP
| LP cond RP                    { $$ = build_pair(p, NODE_STEP, @$, $cond, NULL); } ;
chain_clause: common
| vs
| WITHIN NUMBER UNIT            { $$ = build_period(p, NODE_WITHIN, &$NUMBER, &$UNIT, @$); }
| STRICT                        { $$ = build_leaf(p, NODE_STRICT, @$); }
| ANY_ORDER                     { $$ = build_leaf(p, NODE_ANY_ORDER, @$); }
| WITHOUT stage                 { $$ = build_pair(p, NODE_WITHOUT, @$, $stage, NULL); }
| HOLDING column                { $$ = build_pair(p, NODE_HOLDING, @$, $column, NULL); }
| TOP NUMBER                    { $$ = build_count(p, NODE_TOP, &$NUMBER, @NUMBER, @$); } ;

paths: PATHS of                 { $$ = build_pair(p, NODE_PATHS, @$, $of, NULL); }
| paths path_clause             { $$ = build_clause(p, $1, $path_clause); } ;
of: %empty                      { $$ = NULL; }
| OF column                     { $$ = build_pair(p, NODE_OF, @$, $column, NULL); } ;
path_clause: common
| STARTING stage                { $$ = build_pair(p, NODE_STARTING, @$, $stage, NULL); }
| ENDING stage                  { $$ = build_pair(p, NODE_ENDING, @$, $stage, NULL); }
| UP_TO NUMBER STEPS            { $$ = build_count(p, NODE_UP_TO, &$NUMBER, @NUMBER, @$); }
| WITHIN NUMBER UNIT            { $$ = build_period(p, NODE_WITHIN, &$NUMBER, &$UNIT, @$); }
| WITHOUT stage                 { $$ = build_pair(p, NODE_WITHOUT, @$, $stage, NULL); }
| TOP NUMBER                    { $$ = build_count(p, NODE_TOP, &$NUMBER, @NUMBER, @$); } ;

journey: JOURNEY customer       { $$ = build_pair(p, NODE_JOURNEY, @$, $customer, NULL); }
| journey common                { $$ = build_clause(p, $1, $common); } ;
customer: STRING                { $$ = build_value(p, NODE_TEXT, &$1, @$); }
| NUMBER                        { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| WORD                          { $$ = build_value(p, NODE_NAME, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| H_VALUE ;

retention: RETENTION            { $$ = build_leaf(p, NODE_RETENTION, @$); }
| RETENTION OF cond {
	$$ = build_pair(p, NODE_RETENTION, @$, build_pair(p, NODE_OF_CONDITION, span_join(@OF, @cond), $cond, NULL), NULL);
  }
| retention return_clause       { $$ = build_clause(p, $1, $return_clause); } ;
return_clause: common
| RETURNING cond                { $$ = build_pair(p, NODE_RETURNING, @$, $cond, NULL); }
| EACH UNIT                     { $$ = build_unit(p, NODE_EACH, &$UNIT, @$); }
| FOR NUMBER UNIT               { $$ = build_period(p, NODE_FOR_PERIODS, &$NUMBER, &$UNIT, @$); } ;

drivers: DRIVERS OF mexpr       { $$ = build_pair(p, NODE_DRIVERS, @$, $mexpr, NULL); }
| drivers driver_clause         { $$ = build_clause(p, $1, $driver_clause); } ;
driver_clause: common
| AMONG among                   { $$ = build_spanned($among, @$); }
| TOP NUMBER                    { $$ = build_count(p, NODE_TOP, &$NUMBER, @NUMBER, @$); } ;
among: measure                  { $$ = build_pair(p, NODE_AMONG, @$, $measure, NULL); }
| among COMMA measure           { $$ = build_add(p, $1, $measure); } ;

trend: TREND select             { $$ = build_pair(p, NODE_TREND, @$, $select, NULL); }
| trend clause                  { $$ = build_clause(p, $1, $clause); }
| trend vs                      { $$ = build_clause(p, $1, $vs); } ;

recovery: RECOVERY of chain     { $$ = build_pair(p, NODE_RECOVERY, @$, $of, $chain); }
| recovery chain_clause         { $$ = build_clause(p, $1, $chain_clause); } ;
chain: %empty                   { $$ = NULL; }
| steps ;
consistency: CONSISTENCY OF mexpr ACROSS dim {
	$$ = build_pair(p, NODE_CONSISTENCY, @$, $mexpr, build_pair(p, NODE_ACROSS, span_join(@ACROSS, @dim), $dim, NULL));
  }
| consistency clause            { $$ = build_clause(p, $1, $clause); } ;

/* Numbers that are typed, not rows. */
calc: CALC figure side          { $$ = build_spanned(build_add(p, $figure, $side), @$); }
| CALC figure side[a] VS side[b] { $$ = build_spanned(build_add(p, build_add(p, $figure, $a), $b), @$); }
| CALC_SAMPLE figure margin     { $$ = build_sample(p, $figure, NULL, $margin, @$); }
| CALC_SAMPLE figure figures margin { $$ = build_sample(p, $figure, $figures, $margin, @$); }
| CALC_SAMPLE figure figures[a] VS figures[b] { $$ = build_sample(p, $figure, $a, $b, @$); }
| calc WITH options             { $$ = build_clause(p, $1, build_spanned($options, span_join(@WITH, @options))); } ;
needed: NEEDED mexpr margin     { $$ = build_pair(p, NODE_NEEDED, @$, $mexpr, $margin); }
| needed common                 { $$ = build_clause(p, $1, $common); } ;
figure: WORD                    { $$ = build_value(p, NODE_CALC, &$WORD, @$); }
| H_FIGURE ;
side: figures label             { $$ = build_spanned(build_add(p, $figures, $label), @$); } ;
figures: LP amounts RP          { $$ = build_spanned($amounts, @$); }
| amount[hits] OF amount[all]   { $$ = build_pair(p, NODE_PART_OF, @$, $hits, $all); } ;
amounts: amount                 { $$ = build_pair(p, NODE_FIGURES, @$, $amount, NULL); }
| amounts COMMA amount          { $$ = build_add(p, $1, $amount); } ;
margin: WITHIN amount           { $$ = build_pair(p, NODE_MARGIN, @$, $amount, NULL); } ;
amount: NUMBER                  { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| MINUS NUMBER                  { $$ = build_negative(p, &$2, @$); }
| PERCENT                       { $$ = build_value(p, NODE_PERCENT, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); } ;
news: NEWS                      { $$ = build_leaf(p, NODE_NEWS, @$); }
| news clause                   { $$ = build_clause(p, $1, $clause); }
| news vs                       { $$ = build_clause(p, $1, $vs); } ;
scorecard: SCORECARD            { $$ = build_leaf(p, NODE_SCORECARD, @$); }
| scorecard clause              { $$ = build_clause(p, $1, $clause); }
| scorecard vs                  { $$ = build_clause(p, $1, $vs); } ;
word_list: WORDS OF column      { $$ = build_pair(p, NODE_WORD_REPORT, @$, $column, NULL); }
| WORDS OF column FOR segments  { $$ = build_pair(p, NODE_WORD_REPORT, @$, $column, $segments); }
| word_list word_clause         { $$ = build_clause(p, $1, $word_clause); } ;
word_clause: common
| TOP NUMBER                    { $$ = build_count(p, NODE_TOP, &$NUMBER, @NUMBER, @$); } ;
why: WHY mexpr                  { $$ = build_pair(p, NODE_WHY, @$, $mexpr, NULL); }
| why clause                    { $$ = build_clause(p, $1, $clause); }
| why vs                        { $$ = build_clause(p, $1, $vs); } ;

/* ---------- dimensions ---------- */
dims: dim                       { $$ = build_pair(p, NODE_DIMENSIONS, @$, $1, NULL); }
| dims COMMA dim                { $$ = build_add(p, $1, $3); } ;
dim:
  dim_name
| WORD LP column RP             { $$ = build_add(p, build_value(p, NODE_CALL, &$WORD, @$), $column); }
| UNIT                          { $$ = build_unit(p, NODE_UNIT, &$1, @$); }
| UNIT OF column                { $$ = build_add(p, build_unit(p, NODE_UNIT_OF, &$1, @$), $column); }
| COHORT UNIT                   { $$ = build_unit(p, NODE_COHORT, &$2, @$); }
| banded
| QUANTILE score                { $$ = build_quantile(p, &$1, $score, @$); }
| EACH WORD IN column SPLIT_AT STRING {
	$$ = build_add(p, build_value(p, NODE_EACH_PART, &$WORD, @$), $column);
	build_add(p, $$, build_value(p, NODE_TEXT, &$STRING, @STRING));
  }
;
score: name
| H_METRIC
| name LP margs RP              { $$ = build_call(p, $name, $margs, @$); }
| LP mexpr RP                   { $$ = build_pair(p, NODE_GROUP, @$, $mexpr, NULL); } ;
banded: BANDS OF column LP bands RP { $$ = build_adopt(p, build_pair(p, NODE_BANDS, @$, $column, NULL), $bands); } ;
bands: band                     { $$ = build_pair(p, NODE_BANDS, @$, $1, NULL); }
| bands COMMA band              { $$ = build_add(p, $1, $3); } ;
band: range AS WORD             { $$ = build_add(p, build_value(p, NODE_BAND, &$WORD, @$), $range); }
| range AS STRING               { $$ = build_add(p, build_value(p, NODE_BAND, &$STRING, @$), $range); }
| list AS WORD                  { $$ = build_add(p, build_value(p, NODE_BAND, &$WORD, @$), $list); }
| list AS STRING                { $$ = build_add(p, build_value(p, NODE_BAND, &$STRING, @$), $list); } ;
fragments: fragment             { $$ = build_pair(p, NODE_FRAGMENTS, @$, $1, NULL); }
| fragments COMMA fragment      { $$ = build_add(p, $1, $3); } ;
fragment: STRING[part] AS WORD  {
	$$ = build_add(p, build_value(p, NODE_FRAGMENT, &$WORD, @$), build_value(p, NODE_TEXT, &$part, @part));
  }
| STRING[part] AS STRING[name]  {
	$$ = build_add(p, build_value(p, NODE_FRAGMENT, &$name, @$), build_value(p, NODE_TEXT, &$part, @part));
  } ;
dim_name: name | H_DIMENSION ;
column: name | H_COLUMN ;
name: WORD                      { $$ = build_value(p, NODE_NAME, &$1, @$); }
| QNAME                         { $$ = build_value(p, NODE_NAME, &$1, @$); } ;

/* ---------- time ---------- */
timerange:
  LAST NUMBER UNIT              { $$ = build_period(p, NODE_TIMERANGE, &$2, &$3, @$); $$->op = OP_LAST; }
| LAST UNIT                     { $$ = build_unit(p, NODE_TIMERANGE, &$2, @$); $$->op = OP_LAST; }
| PREVIOUS NUMBER UNIT          { $$ = build_period(p, NODE_TIMERANGE, &$2, &$3, @$); $$->op = OP_PREVIOUS; }
| PREVIOUS UNIT                 { $$ = build_unit(p, NODE_TIMERANGE, &$2, @$); $$->op = OP_PREVIOUS; }
| THIS UNIT                     { $$ = build_unit(p, NODE_TIMERANGE, &$2, @$); $$->op = OP_THIS; }
| SINCE when                    { $$ = build_add(p, build_op(p, NODE_TIMERANGE, OP_SINCE, @$), $when); }
| BEFORE when                   { $$ = build_add(p, build_op(p, NODE_TIMERANGE, OP_BEFORE, @$), $when); }
| THROUGH when                  { $$ = build_add(p, build_op(p, NODE_TIMERANGE, OP_THROUGH, @$), $when); }
| DURING when                   { $$ = build_add(p, build_op(p, NODE_TIMERANGE, OP_DURING, @$), $when); }
| FROM when[start] TO when[stop] {
	$$ = build_add(p, build_add(p, build_op(p, NODE_TIMERANGE, OP_FROM_TO, @$), $start), $stop);
  }
;
when:
  DATE                          { $$ = build_value(p, NODE_DATE, &$1, @$); }
| NUMBER                        { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| TODAY                         { $$ = build_leaf(p, NODE_TODAY, @$); }
| YESTERDAY                     { $$ = build_leaf(p, NODE_YESTERDAY, @$); }
| NUMBER UNIT AGO               { $$ = build_length(p, NODE_AGO, &$1, &$2, @$); }
| LAST UNIT                     { $$ = build_unit(p, NODE_LAST_UNIT, &$2, @$); }
| THIS UNIT                     { $$ = build_unit(p, NODE_THIS_UNIT, &$2, @$); }
;

/* ---------- definitions ---------- */
metric:
  DEFINE METRIC WORD AS mexpr   { $$ = build_add(p, build_define(p, NODE_DEFINE_METRIC, &$WORD, @WORD, @$), $mexpr); }
| metric property               { $$ = build_clause(p, $1, $2); }
;
property:
  FAMILY WORD                   { $$ = build_value(p, NODE_FAMILY, &$2, @$); }
| WHERE cond                    { $$ = build_pair(p, NODE_WHERE, @$, $2, NULL); }
| FORMAT WORD                   { $$ = build_value(p, NODE_FORMAT, &$2, @$); }
| FORMAT STRING                 { $$ = build_value(p, NODE_FORMAT, &$2, @$); }
| FORMAT H_FORMAT               { $$ = $2; }
| BETTER HIGHER                 { $$ = build_op(p, NODE_BETTER, OP_HIGHER, @$); }
| BETTER LOWER                  { $$ = build_op(p, NODE_BETTER, OP_LOWER, @$); }
| DESCRIBE STRING               { $$ = build_value(p, NODE_DESCRIBE, &$2, @$); }
| PER column                    { $$ = build_pair(p, NODE_PER, @$, $2, NULL); }
;
definition:
  DEFINE SEGMENT WORD AS cond describe {
	$$ = build_define(p, NODE_DEFINE_SEGMENT, &$WORD, @WORD, @$);
	build_add(p, build_add(p, $$, $cond), $describe);
  }
| DEFINE DIMENSION WORD AS operand describe {
	$$ = build_define(p, NODE_DEFINE_DIMENSION, &$WORD, @WORD, @$);
	build_add(p, build_add(p, $$, $operand), $describe);
  }
| DEFINE DIMENSION WORD AS banded describe {
	$$ = build_define(p, NODE_DEFINE_DIMENSION, &$WORD, @WORD, @$);
	build_add(p, build_add(p, $$, $banded), $describe);
  }
| DEFINE DIMENSION WORD AS WORDS OF column LP fragments RP describe {
	struct span body = span_join(@WORDS, @RP);

	$$ = build_define(p, NODE_DEFINE_DIMENSION, &$WORD, @WORD, @$);
	build_add(p, $$, build_adopt(p, build_pair(p, NODE_FRAGMENTS, body, $column, NULL), $fragments));
	build_add(p, $$, $describe);
  }
| DEFINE ORDER OF dim_name AS list describe {
	$$ = build_add(p, build_pair(p, NODE_DEFINE_ORDER, @$, $dim_name, $list), $describe);
  }
| DEFINE QUERY WORD params AS report {
	$$ = build_define(p, NODE_DEFINE_QUERY, &$WORD, @WORD, @$);
	build_add(p, build_add(p, $$, $params), $report);
  }
;
params: %empty                  { $$ = NULL; }
| LP param RP                   { $$ = build_spanned($param, @$); } ;
param: parameter                { $$ = build_pair(p, NODE_PARAMETERS, @$, $1, NULL); }
| param COMMA parameter         { $$ = build_add(p, $1, $3); } ;
parameter: WORD                 { $$ = build_value(p, NODE_ARGUMENT, &$1, @$); }
| argument ;

/* ---------- metric expressions ---------- */
mexpr: mterm
| mexpr PLUS mterm              { $$ = build_pair(p, NODE_ADD, @$, $1, $3); }
| mexpr MINUS mterm             { $$ = build_pair(p, NODE_SUBTRACT, @$, $1, $3); } ;
mterm: mfactor
| mterm STAR mfactor            { $$ = build_pair(p, NODE_MULTIPLY, @$, $1, $3); }
| mterm SLASH mfactor           { $$ = build_pair(p, NODE_DIVIDE, @$, $1, $3); } ;
mfactor: mprimary
| MINUS mfactor                 { $$ = build_pair(p, NODE_NEGATE, @$, $2, NULL); } ;
mprimary: NUMBER                { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| NUMBER UNIT                   { $$ = build_length(p, NODE_DURATION, &$1, &$2, @$); }
| PERCENT                       { $$ = build_value(p, NODE_PERCENT, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| name
| H_METRIC
| name LP margs RP              { $$ = build_call(p, $name, $margs, @$); }
| LP mcond RP                   { $$ = build_pair(p, NODE_GROUP, @$, $2, NULL); } ;
/* A LIST of arguments, its last child perhaps a WHERE. */
margs: %empty                   { $$ = NULL; }
| filter                        { $$ = build_pair(p, NODE_LIST, @$, $filter, NULL); }
| args
| args filter                   { $$ = build_add(p, $1, $filter); } ;
filter: WHERE cond              { $$ = build_pair(p, NODE_WHERE, @$, $cond, NULL); } ;
args: cond                      { $$ = build_pair(p, NODE_LIST, @$, $1, NULL); }
| args COMMA cond               { $$ = build_add(p, $1, $3); } ;
mcond: mand
| mcond OR mand                 { $$ = build_chain(p, NODE_OR, $1, $3); } ;
mand: mnot
| mand AND mnot                 { $$ = build_chain(p, NODE_AND, $1, $3); } ;
mnot: mpred
| NOT mnot                      { $$ = build_pair(p, NODE_NOT, @$, $2, NULL); } ;
mpred: mexpr
| mexpr[a] equal_op[op] mexpr[b]        { $$ = build_test(p, NODE_COMPARE, $op, 0, $a, $b); }
| mexpr[a] order_op[op] mexpr[b]        { $$ = build_test(p, NODE_COMPARE, $op, 0, $a, $b); }
| mexpr IN range                        { $$ = build_test(p, NODE_IN, OP_NONE, 0, $1, $3); }
| mexpr[x] BETWEEN mexpr[low] AND mexpr[high] {
	$$ = build_add(p, build_test(p, NODE_BETWEEN, OP_NONE, 0, $x, $low), $high);
  }
| mexpr IS MISSING              { $$ = build_pair(p, NODE_IS_MISSING, @$, $1, NULL); }
| mexpr IS NOT MISSING          { $$ = build_flag(build_pair(p, NODE_IS_MISSING, @$, $1, NULL), FLAG_NEGATED); } ;

/* ---------- row conditions ---------- */
cond: cand
| cond OR cand                  { $$ = build_chain(p, NODE_OR, $1, $3); } ;
cand: cnot
| cand AND cnot                 { $$ = build_chain(p, NODE_AND, $1, $3); } ;
cnot: pred
| NOT cnot                      { $$ = build_pair(p, NODE_NOT, @$, $2, NULL); } ;
pred: operand
| H_SEGMENT
| FOLLOWED LP cond RP WITHIN NUMBER UNIT        { $$ = build_sequence(p, OP_FOLLOWED, $cond, &$NUMBER, &$UNIT, @$); }
| PRECEDED LP cond RP WITHIN NUMBER UNIT        { $$ = build_sequence(p, OP_PRECEDED, $cond, &$NUMBER, &$UNIT, @$); }
| operand equal_op rhs          { $$ = build_test(p, NODE_COMPARE, $2, 0, $1, $3); }
| operand[a] order_op[op] operand[b]    { $$ = build_test(p, NODE_COMPARE, $op, 0, $a, $b); }
| operand IN in_rhs             { $$ = build_test(p, NODE_IN, OP_NONE, 0, $1, $3); }
| operand NOT IN in_rhs         { $$ = build_test(p, NODE_IN, OP_NONE, FLAG_NEGATED, $1, $4); }
| operand[x] BETWEEN operand[low] AND operand[high] {
	$$ = build_add(p, build_test(p, NODE_BETWEEN, OP_NONE, 0, $x, $low), $high);
  }
| operand[x] NOT BETWEEN operand[low] AND operand[high] {
	$$ = build_add(p, build_test(p, NODE_BETWEEN, OP_NONE, FLAG_NEGATED, $x, $low), $high);
  }
| operand IS MISSING            { $$ = build_pair(p, NODE_IS_MISSING, @$, $1, NULL); }
| operand IS NOT MISSING        { $$ = build_flag(build_pair(p, NODE_IS_MISSING, @$, $1, NULL), FLAG_NEGATED); }
| operand text_op rhs           { $$ = build_test(p, NODE_TEXT_TEST, $2, 0, $1, $3); }
| operand NOT text_op rhs       { $$ = build_test(p, NODE_TEXT_TEST, $3, FLAG_NEGATED, $1, $4); }
| operand NO_MATCH rhs          { $$ = build_test(p, NODE_TEXT_TEST, OP_MATCHES, FLAG_NEGATED, $1, $3); }
;
equal_op: EQ { $$ = OP_EQ; } | NE { $$ = OP_NE; } ;
order_op: LT { $$ = OP_LT; } | LE { $$ = OP_LE; } | GT { $$ = OP_GT; } | GE { $$ = OP_GE; } ;
text_op: CONTAINS { $$ = OP_CONTAINS; } | MATCHES { $$ = OP_MATCHES; } | MATCH { $$ = OP_MATCHES; }
| LIKE { $$ = OP_LIKE; } | STARTS_WITH { $$ = OP_STARTS_WITH; } | ENDS_WITH { $$ = OP_ENDS_WITH; } ;
rhs: operand | H_VALUE ;
in_rhs: list
| range
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| LP error RP                   { $$ = build_leaf(p, NODE_LIST, @$); } ;
elems: elem                     { $$ = build_pair(p, NODE_LIST, @$, $1, NULL); }
| elems COMMA elem              { $$ = build_add(p, $1, $3); } ;
elem: operand | range | H_VALUE ;
range: bound DOTDOT bound       { $$ = build_pair(p, NODE_RANGE, @$, $1, $3); }
| bound DOTDOT                  { $$ = build_pair(p, NODE_RANGE, @$, $1, build_leaf(p, NODE_NONE, @2)); }
| DOTDOT bound                  { $$ = build_pair(p, NODE_RANGE, @$, build_leaf(p, NODE_NONE, @1), $2); } ;
bound: NUMBER                   { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| MINUS NUMBER                  { $$ = build_negative(p, &$2, @$); }
| PERCENT                       { $$ = build_value(p, NODE_PERCENT, &$1, @$); }
| DATE                          { $$ = build_value(p, NODE_DATE, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); } ;

operand: term
| operand PLUS term             { $$ = build_pair(p, NODE_ADD, @$, $1, $3); }
| operand MINUS term            { $$ = build_pair(p, NODE_SUBTRACT, @$, $1, $3); } ;
term: factor
| term STAR factor              { $$ = build_pair(p, NODE_MULTIPLY, @$, $1, $3); }
| term SLASH factor             { $$ = build_pair(p, NODE_DIVIDE, @$, $1, $3); } ;
factor: primary
| MINUS factor                  { $$ = build_pair(p, NODE_NEGATE, @$, $2, NULL); } ;
primary:
  NUMBER                        { $$ = build_value(p, NODE_NUMBER, &$1, @$); }
| NUMBER UNIT                   { $$ = build_length(p, NODE_DURATION, &$1, &$2, @$); }
| NUMBER UNIT AGO               { $$ = build_length(p, NODE_AGO, &$1, &$2, @$); }
| PERCENT                       { $$ = build_value(p, NODE_PERCENT, &$1, @$); }
| STRING                        { $$ = build_value(p, NODE_TEXT, &$1, @$); }
| DATE                          { $$ = build_value(p, NODE_DATE, &$1, @$); }
| PARAM                         { $$ = build_value(p, NODE_PARAM, &$1, @$); }
| TRUE                          { $$ = build_leaf(p, NODE_TRUE, @$); }
| FALSE                         { $$ = build_leaf(p, NODE_FALSE, @$); }
| TODAY                         { $$ = build_leaf(p, NODE_TODAY, @$); }
| YESTERDAY                     { $$ = build_leaf(p, NODE_YESTERDAY, @$); }
| name
| H_COLUMN
| name LP RP                    { $$ = build_call(p, $name, NULL, @$); }
| name LP args RP               { $$ = build_call(p, $name, $args, @$); }
| LP cond RP                    { $$ = build_pair(p, NODE_GROUP, @$, $2, NULL); }
;
%%

_Static_assert(YYNTOKENS <= TOKENS_MAX, "expected_set is too small");

static void fill(struct expected_set *set, const yysymbol_kind_t *kinds, int n)
{
	*set = (struct expected_set){ { false } };
	for (int i = 0; i < n; i++)
		set->has[kinds[i]] = true;
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parse *p)
{
	yysymbol_kind_t kinds[YYNTOKENS];
	int n = yypcontext_expected_tokens(context, kinds, YYNTOKENS);
	struct expected_set set;

	if (n < 0)
		return n;
	fill(&set, kinds, n);
	report_unexpected(p, &set);
	return 0;
}

/* Only called when the parser's stack is full. */
static void grammar_error(struct span *where, struct parse *p, const char *message)
{
	(void)message;
	report_nesting(p, *where);
}

struct grammar_pstate *grammar_open(void)
{
	return yypstate_new();
}

void grammar_close(struct grammar_pstate *state)
{
	yypstate_delete(state);
}

bool grammar_push(struct parse *p, const struct token *t)
{
	YYSTYPE value = { .lexeme = t->value };
	struct span where = t->span;
	int code = t->code == TOKEN_BAD ? T_GRAMMAR_error : t->code;

	return yypush_parse(p->state, code, &value, &where, p) == YYPUSH_MORE;
}

void grammar_expected(const struct parse *p, struct expected_set *set)
{
	yysymbol_kind_t kinds[YYNTOKENS];
	int n = yypstate_expected_tokens(p->state, kinds, YYNTOKENS);

	if (n < 0)
		arena_fail(p->arena);
	fill(set, kinds, n);
}

bool grammar_expects(const struct expected_set *set, int token)
{
	return set->has[YYTRANSLATE(token)];
}
