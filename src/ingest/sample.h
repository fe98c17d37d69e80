/* sample.h - the small world behind `load sample`: 40 partner companies, 800 people, 18 months of interactions.
 * Only sample*.c include it.  Everything is integers and tables, and each random number is drawn in a fixed order, so a
 * seed gives the same bytes on every machine.  Feelings are thousandths of one standard deviation. */
#ifndef INGEST_SAMPLE_H
#define INGEST_SAMPLE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { COMPANIES = 40, PEOPLE = 800, MONTHS = 18 };
enum { MISSING = INT_MIN }; /* of a number */
enum yes_no { UNKNOWN, NO, YES };

/* Days from 2024-01-01, which is 0, to 2025-06-30. */
enum day {
	HOURS_CUT = 182,  /* 2024-07-01: the chat closes early ... */
	HOURS_BACK = 366, /* 2025-01-01: ... until here */
	MARCH_2025 = 425,
	FIRMWARE = MARCH_2025 + 2, /* the update that drains batteries */
	NOTICE = MARCH_2025 + 9,   /* every second owner is told */
	FIRMWARE_FIX = MARCH_2025 + 27,
	APRIL_2025 = 456,
	MAY_2025 = 486,
	DAYS = 547,
};

enum channel { WEB, APP, STORE, PHONE, CHAT, EMAIL, SOCIAL, VIDEO, SURVEY, CHANNELS };
enum stage { AWARENESS, CONSIDERATION, PURCHASE, ONBOARDING, USE, SERVICE, RETENTION, ADVOCACY };
enum type { VISIT, ADVICE, ORDER, SETUP, UPDATE, CHECK_IN, NOTICE_SENT, HELP, RENEWAL, REFERRAL };
enum product { ARIA, ARIA_MINI, PULSE_WATCH, PULSE_BAND };
enum reason {
	NO_REASON,
	FEATURES,
	PRICE,
	QUALITY,
	IMAGE,
	QUALITY_PROMISE,
	BATTERY,
	CAMERA,
	DELIVERY,
	BILLING,
	REPAIR,
	HOW_TO,
	ACCOUNT,
	FIRMWARE_UPDATE,
};
enum kind { OLD_CUSTOMER, NEW_CUSTOMER, PROSPECT };
enum era { HOURS_AS_EVER, HOURS_SHORT, HOURS_AGAIN, ERAS };

struct agent {
	const char *name;
	int feeling;  /* what the agent does to the customer */
	int resolves; /* per mille, on top of the channel's */
	int handle;   /* per cent of the channel's time */
};

struct channel_facts {
	const char *name;
	const char *team; /* NULL where nobody answers */
	const struct agent *agents;
	int n_agents;
	int cost;	  /* cents */
	int answers;	  /* per mille of the invited who answer */
	int handle;	  /* seconds */
	int resolves;	  /* per mille of the contacts */
	int feeling;	  /* what the channel does to the feeling about the brand ... */
	int friendliness; /* ... and about the agent */
	int target;	  /* seconds to the first response */
};

struct failure {
	const struct failure *older;
	int day; /* when its case ended */
	bool recovered;
};

struct person {
	char id[16];
	enum kind kind;
	int company;
	int region, segment;
	enum product product;
	int quality; /* how this person feels about everything */
	int bought;  /* day; far after the end if never */
	int left;    /* first day after leaving; DAYS if never */
	enum yes_no notified;
	bool hit;			/* by the firmware */
	int waited;			/* longest wait for service, seconds */
	const struct failure *failures; /* newest first */
};

struct company {
	char name[16];
	int quality;
	int growth; /* tenths of a per cent */
};

/* One row of the table; below the line what only the generator sees. */
struct interaction {
	int id, day, minute;
	enum stage stage;
	enum channel channel;
	enum type type;
	enum reason reason;
	int case_number; /* 0: none */
	const char *agent, *team;
	bool by_company;
	enum yes_no invited, answered, abandoned, transferred, escalated, resolved, first_contact, reopened, failure,
		recovered, notified, churned;
	const char *survey;
	int recommend, csat, effort, friendliness, effectiveness, ease, emotion, expectation;
	int wait, handle, first_response, resolution, target;
	const char *churn_category, *churn_reason;
	int revenue, cost; /* cents */
	int sentiment;	   /* hundredths */
	int weight;	   /* thousandths */
	const char *comment;
	/* ---- */
	struct person *who;
	int order; /* in which the rows were made */
	bool gives_answer;
	bool fixed_group; /* its answers are fixed later: too few to be left to chance */
	int feeling;	  /* about the brand, here and now */
	int service;	  /* about this contact with service; MISSING elsewhere */
	int trouble;	  /* with service, before a renewal */
};

enum event_kind { UPDATE_EVENT, NOTICE_EVENT, CASE_EVENT, RENEWAL_EVENT, SURVEY_EVENT, REFERRAL_EVENT };

/* The order of one day: what the company does to everybody, cases, renewals, surveys, referrals. */
enum rank { RANK_CAMPAIGN, RANK_CASE, RANK_RENEWAL, RANK_SURVEY, RANK_REFERRAL };

/* Something that will happen; events of one day go by rank, then by number. */
struct event {
	int day;
	enum rank rank;
	int number;
	enum event_kind kind;
	struct person *who;
	enum reason reason;
};

struct random {
	uint64_t state;
};

struct sample {
	struct random random;
	struct arena *arena;
	struct company companies[COMPANIES];
	struct person people[PEOPLE];
	struct person *owners[PEOPLE]; /* who have bought, or will */
	int n_owners;
	struct interaction **rows;
	size_t n_rows, rows_capacity;
	struct event *agenda; /* in order, from `next` on */
	size_t n_agenda, agenda_capacity, next;
	int cases, video_contacts, noor_contacts;
};

/* --- sample_random.c --- */

/* A value and how often it comes, relative to the others; a list ends with weight 0. */
struct choice {
	int value, weight;
};

/* 0 .. N - 1. */
int random_below(struct random *r, int n);
bool random_chance(struct random *r, int per_mille);
int random_pick(struct random *r, const struct choice *choices);
/* About normal around 0, with standard deviation SD. */
int random_noise(struct random *r, int sd);
/* Per cent of a median: skewed as waits and handle times are. */
int random_skewed(struct random *r);
void random_shuffle(struct random *r, int *values, int n);
/* VALUE * NUMERATOR / DENOMINATOR, rounded down, also below zero. */
int sample_scale(int value, int numerator, int denominator);

/* --- sample_tables.c --- */

extern const struct channel_facts sample_channels[CHANNELS];
extern const struct agent sample_noor;
extern const char *const sample_stages[], *const sample_types[], *const sample_products[], *const sample_reasons[];
extern const char *const sample_regions[], *const sample_segments[];
enum era sample_era(int day);
/* Months since January 2024. */
int sample_month(int day);
int sample_first_day(int month);

/* --- sample_survey.c --- */

/* A question and the feelings at which its answer goes up by one. */
struct question {
	int lowest, n_cuts;
	int cuts[10];
};

/* What stands around an interaction: its own effect on the feeling, and who is asked. */
struct occasion {
	int feeling;
	int invited;	   /* per mille */
	bool relationship; /* the long questionnaire about everything, not about this contact */
};

int sample_score(const struct question *q, int feeling);
/* An interaction with nothing in it yet. */
struct interaction sample_interaction(struct person *who, int day, int minute, enum stage stage, enum channel channel,
				      enum type type);
/* Minute of the day at which somebody uses the channel. */
int sample_minute(struct random *r, enum channel channel);
/* Let DRAFT happen: how it feels, who is asked, who answers.  The row stays where it is. */
struct interaction *sample_add(struct sample *s, const struct interaction *draft, struct occasion occasion);
/* The newest failure that ended in FROM .. TO, or NULL. */
const struct failure *sample_last_failure(const struct person *p, int from, int to);
/* The csat answers, once all contacts are known. */
void sample_rate_service(struct sample *s);

/* --- sample_people.c --- */

void sample_make_people(struct sample *s);
/* Awareness to onboarding of everybody who begins inside the window. */
void sample_first_steps(struct sample *s);

/* --- sample_agenda.c --- */

void sample_plan(struct sample *s);
void sample_live(struct sample *s);
/* One more event after the present one; nothing beyond the last day. */
void sample_expect(struct sample *s, int day, enum rank rank, enum event_kind kind, struct person *who);

/* --- sample_service.c --- */

/* All contacts of one case that begins on EVENT's day. */
void sample_case(struct sample *s, const struct event *event);

/* --- sample_churn.c --- */

void sample_renewal(struct sample *s, const struct event *event);
/* Why the leavers left, for those who said. */
void sample_leaving_reasons(struct sample *s);

/* --- sample_comment.c --- */

/* Weights, sentiment and comments of the answers. */
void sample_comments(struct sample *s);

/* --- sample_write.c --- */

void sample_write(const struct sample *s, struct buffer *out);

/* --- sample.c --- */

/* Order by time, for qsort over struct interaction *. */
int sample_order(const void *left, const void *right);

#endif
