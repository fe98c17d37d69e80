/* sample_service.c - a case: the customer asks for help, waits, is answered, and comes again if that was no help. */
#include "ingest/sample.h"

enum { CONTACTS_PER_CASE = 4 };

/* One case while it lasts. */
struct matter {
	struct person *who;
	enum reason reason;
	int number;
	bool failure;	      /* a promise was broken; how-to and account questions are no failures */
	bool firmware;	      /* the battery after the update: hard to help before the fix */
	int start, day;	      /* of the first and of the present contact */
	int contact;	      /* 1, 2, ... */
	enum channel channel; /* of the present contact */
	bool solved;
	struct interaction *last;
};

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static enum channel first_channel(struct sample *s, int day)
{
	static const struct choice mix[ERAS][5] = {
		[HOURS_AS_EVER] = { { PHONE, 220 }, { CHAT, 570 }, { EMAIL, 130 }, { STORE, 80 }, { 0, 0 } },
		[HOURS_SHORT] = { { PHONE, 680 }, { CHAT, 90 }, { EMAIL, 150 }, { STORE, 80 }, { 0, 0 } },
		[HOURS_AGAIN] = { { PHONE, 410 }, { CHAT, 360 }, { EMAIL, 150 }, { STORE, 80 }, { 0, 0 } },
	};
	enum channel channel = (enum channel)random_pick(&s->random, mix[sample_era(day)]);

	/* The video pilot: a few of the chats of the last two months. */
	if (day >= MAY_2025 && s->video_contacts < 18 && channel == CHAT && random_chance(&s->random, 350)) {
		s->video_contacts++;
		return VIDEO;
	}
	return channel;
}

/* Who comes again stays on the channel, or calls; callers go to chat, or write while chat hours are short. */
static enum channel next_channel(struct random *r, enum channel channel, int day)
{
	if (random_chance(r, 720))
		return channel;
	if (channel != PHONE)
		return PHONE;
	return sample_era(day) == HOURS_SHORT ? EMAIL : CHAT;
}

static int waiting_time(enum channel channel, int day, int per_cent)
{
	static const int phone[ERAS] = { 400, 460, 380 }, chat[ERAS] = { 40, 60, 45 };
	bool rush = day >= FIRMWARE + 7 && day <= FIRMWARE_FIX + 3;
	bool monday = day % 7 == 0;

	switch (channel) {
	case PHONE:
		return sample_scale(
			sample_scale(sample_scale(phone[sample_era(day)], per_cent, 100), monday ? 165 : 90, 100),
			rush ? 230 : 100, 100);
	case CHAT:
		return sample_scale(sample_scale(chat[sample_era(day)], per_cent, 100), rush ? 130 : 100, 100);
	case VIDEO:
		return sample_scale(30, per_cent, 100);
	case STORE:
		return sample_scale(240, per_cent, 100);
	default:
		return MISSING; /* mail waits for its answer, not in a queue */
	}
}

/* The first reply to a mail takes 22 hours in January 2024 and 45 minutes less each month. */
static int reply_time(int day, int per_cent)
{
	return sample_scale(22 * 3600 - sample_month(day) * 2700, per_cent, 100);
}

static bool gives_up(struct random *r, enum channel channel, int wait)
{
	if (channel == PHONE)
		return random_chance(r, wait / 5 < 450 ? wait / 5 : 450);
	return channel == CHAT && random_chance(r, 25);
}

/* The contact as far as it goes without an agent. */
static struct interaction begin_contact(struct sample *s, const struct matter *m)
{
	struct random *r = &s->random;
	struct interaction row =
		sample_interaction(m->who, m->day, sample_minute(r, m->channel), SERVICE, m->channel, HELP);
	int per_cent = random_skewed(r);

	row.case_number = m->number;
	row.reason = m->reason;
	row.failure = m->contact > 1 ? UNKNOWN : m->failure ? YES : NO;
	row.target = sample_channels[m->channel].target;
	row.wait = waiting_time(m->channel, m->day, per_cent);
	row.first_response = m->channel == EMAIL ? reply_time(m->day, per_cent) : row.wait;
	row.abandoned = gives_up(r, m->channel, row.wait) ? YES : NO;
	row.answered = row.abandoned == YES ? NO : YES;
	return row;
}

static const struct agent *pick_agent(struct sample *s, const struct matter *m)
{
	const struct channel_facts *facts = &sample_channels[m->channel];
	const struct agent *agent = &facts->agents[random_below(&s->random, facts->n_agents)];

	if (m->channel != CHAT || s->noor_contacts >= 8 || m->day < APRIL_2025 || !random_chance(&s->random, 250))
		return agent;
	s->noor_contacts++;
	return &sample_noor;
}

static bool resolve(struct random *r, const struct matter *m, const struct agent *agent)
{
	int per_mille = sample_channels[m->channel].resolves + agent->resolves - 60 * (m->contact - 1);

	if (m->firmware && m->day < FIRMWARE_FIX)
		per_mille -= 220;
	return random_chance(r, larger(50, per_mille));
}

/* How the service itself was; on the phone the wait counts, around its median of 400 seconds. */
static int service_quality(const struct matter *m, const struct interaction *row, const struct agent *agent, int wait)
{
	int quality = sample_channels[m->channel].feeling + sample_scale(agent->feeling, 7, 10);

	if (m->channel == PHONE)
		quality += 533 - wait * 80 / 60;
	quality += m->solved ? 200 : -420;
	quality -= 300 * (m->contact - 1);
	return row->transferred == YES ? quality - 150 : quality;
}

/* The agent claims success also in a third of the failures. */
static void note_outcome(struct random *r, const struct matter *m, struct interaction *row)
{
	bool claimed = m->solved || random_chance(r, 330);
	bool transferred = random_chance(r, m->channel == PHONE ? 170 : 50);
	bool escalated = !m->solved && random_chance(r, 60 + 90 * m->contact);

	row->resolved = claimed ? YES : NO;
	row->first_contact = claimed && m->contact == 1 ? YES : NO;
	row->transferred = transferred ? YES : NO;
	row->escalated = escalated ? YES : NO;
	row->reopened = m->contact > 1 ? YES : NO;
}

static void answer_about_service(struct random *r, const struct matter *m, struct interaction *row,
				 const struct agent *agent, int wait)
{
	static const struct question effort = { 1, 6, { -1900, -1400, -950, -450, 150, 850 } };
	static const struct question friendliness = { 1, 4, { -2000, -1400, -700, 400 } };
	int ease = 300 + sample_scale(row->service, 7, 10) - 350 * (m->contact - 1) - wait / 3;
	int kindness = sample_channels[m->channel].friendliness + sample_scale(agent->feeling, 8, 10);

	row->effort = sample_score(&effort, ease + random_noise(r, 700));
	row->friendliness = sample_score(&friendliness, kindness + random_noise(r, 900));
}

/* Two groups are too small to be left to chance: their answers are fixed at the end (sample.c). */
static void silence(struct interaction *row)
{
	row->fixed_group = true;
	row->gives_answer = false;
	row->recommend = MISSING;
	row->expectation = MISSING;
}

static int resolution_time(const struct matter *m, const struct interaction *row)
{
	int seconds = m->channel == EMAIL ? row->first_response : row->wait + row->handle;

	return seconds + (m->day - m->start) * 86400;
}

static void be_served(struct sample *s, struct matter *m, struct interaction *draft)
{
	struct random *r = &s->random;
	const struct agent *agent = pick_agent(s, m);
	int wait = draft->wait == MISSING ? 0 : draft->wait < 900 ? draft->wait : 900;
	int quality;

	m->solved = resolve(r, m, agent);
	note_outcome(r, m, draft);
	quality = service_quality(m, draft, agent, wait);
	m->who->waited = larger(m->who->waited, wait);
	draft->agent = agent->name;
	draft->team = sample_channels[m->channel].team;
	draft->handle = sample_scale(sample_scale(sample_channels[m->channel].handle, agent->handle, 100),
				     random_skewed(r), 100);
	if (m->solved)
		draft->resolution = resolution_time(m, draft);
	m->last = sample_add(s, draft, (struct occasion){ .feeling = sample_scale(quality, 6, 10), .invited = 850 });
	m->last->service = quality + sample_scale(m->who->quality, 7, 10) + random_noise(r, 800);
	if (m->channel == VIDEO || agent == &sample_noor)
		silence(m->last);
	if (m->last->gives_answer)
		answer_about_service(r, m, m->last, agent, wait);
}

/* Hanging up: most call again the next day. */
static void hang_up(struct sample *s, struct matter *m, struct interaction *draft)
{
	draft->first_response = MISSING;
	draft->cost = 60;
	m->last = sample_add(s, draft, (struct occasion){ .invited = 850 });
	m->who->waited = larger(m->who->waited, draft->wait);
}

/* One contact; true if the customer comes again, on m->day. */
static bool contact(struct sample *s, struct matter *m)
{
	struct interaction draft;

	m->contact++;
	m->channel = m->contact == 1 ? first_channel(s, m->day) : next_channel(&s->random, m->channel, m->day);
	draft = begin_contact(s, m);
	if (draft.abandoned == YES) {
		hang_up(s, m, &draft);
		m->day++;
		return random_chance(&s->random, 800);
	}
	be_served(s, m, &draft);
	if (m->solved)
		return false;
	m->day += 1 + random_below(&s->random, 6);
	return random_chance(&s->random, 830);
}

/* A failure made good at once, or on the second try within two days, is remembered well; any other one badly. */
static void remember(struct sample *s, const struct matter *m)
{
	struct failure *failure = ARENA_NEW(s->arena, struct failure);
	bool at_once = m->contact == 1 || (m->contact == 2 && m->day - m->start <= 2);

	*failure = (struct failure){ .older = m->who->failures, .day = m->day, .recovered = m->solved && at_once };
	m->who->failures = failure;
	m->last->recovered = failure->recovered ? YES : NO;
	if (random_chance(&s->random, 560))
		sample_expect(s, m->day + 25 + random_below(&s->random, 25), RANK_SURVEY, SURVEY_EVENT, m->who);
}

void sample_case(struct sample *s, const struct event *event)
{
	struct matter m = {
		.who = event->who,
		.reason = event->reason,
		.number = ++s->cases,
		.start = event->day,
		.day = event->day,
		.failure = event->reason != HOW_TO && event->reason != ACCOUNT,
		.firmware = event->reason == BATTERY && event->who->product == ARIA && event->who->hit &&
			    event->day >= NOTICE && event->day <= FIRMWARE_FIX + 14,
	};

	while (m.contact < CONTACTS_PER_CASE && m.day < DAYS && m.day < m.who->left && contact(s, &m))
		;
	if (m.failure)
		remember(s, &m);
}
