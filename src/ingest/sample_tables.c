/* sample_tables.c - the fixed facts of the sample's world: names, channels, agents, calendar. */
#include "ingest/sample.h"

const char *const sample_stages[] = {
	"awareness", "consideration", "purchase", "onboarding", "use", "service", "retention", "advocacy",
};
const char *const sample_types[] = {
	"visit", "advice", "order", "setup", "update", "check-in", "notice", "help", "renewal", "referral",
};
const char *const sample_products[] = { "Aria", "Aria-mini", "Pulse-watch", "Pulse-band" };
const char *const sample_reasons[] = {
	"",	  "features", "price",	 "quality", "image",  "quality-promise", "battery",
	"camera", "delivery", "billing", "repair",  "how-to", "account",	 "firmware",
};
const char *const sample_regions[] = { "north", "south", "east", "west", "island" };
const char *const sample_segments[] = { "consumer", "business" };

/* Rob is fast and does not help. */
static const struct agent phone_agents[] = {
	{ "Rob", -950, -260, 45 }, { "Dana", -350, -50, 95 }, { "Ines", -100, 0, 100 },
	{ "Karl", 250, 30, 105 },  { "Priya", 450, 80, 115 }, { "Tess", 700, 120, 120 },
};
static const struct agent chat_agents[] = {
	{ "Ada", -80, 0, 100 },	 { "Bao", -40, 0, 100 }, { "Carmen", 0, 0, 100 },
	{ "Emeka", 40, 0, 100 }, { "Finn", 80, 0, 100 },
};
static const struct agent email_agents[] = {
	{ "Greta", -90, 0, 100 },
	{ "Hugo", -30, 0, 100 },
	{ "Jana", 30, 0, 100 },
	{ "Lars", 90, 0, 100 },
};
static const struct agent store_agents[] = { { "Sami", 0, 0, 100 }, { "Vera", 0, 0, 100 }, { "Wim", 0, 0, 100 } };
static const struct agent video_agents[] = { { "Yuki", 100, 0, 100 } };
const struct agent sample_noor = { "Noor", 300, 0, 100 }; /* a temp on chat, with very few contacts */

/* clang-format off */
const struct channel_facts sample_channels[CHANNELS] = {
	/*         name     team           agents         n  cost answers handle resolves feeling friendliness target */
	[PHONE] = {"phone", "phone-line",  phone_agents,  6,  950,  340,  540,  590,    -480,     0,     300},
	[CHAT] =  {"chat",  "chat-team",   chat_agents,   5,  420,  680,  700,  810,     420,   750,     120},
	[EMAIL] = {"email", "mail-desk",   email_agents,  4,  500,  450,  480,  640,     -60,   200,   86400},
	[STORE] = {"store", "stores",      store_agents,  3, 1200,  480,  720,  780,     300,   600,     600},
	[VIDEO] = {"video", "video-pilot", video_agents,  1, 1400,  500,  900,  850,     600,   900,     120},
	[WEB] =    {.name = "web",    .cost = 20, .answers = 400},
	[APP] =    {.name = "app",    .cost = 10, .answers = 480},
	[SOCIAL] = {.name = "social", .cost = 60, .answers = 260},
	[SURVEY] = {.name = "survey", .cost = 5,  .answers = 460},
};
/* clang-format on */

enum era sample_era(int day)
{
	return day < HOURS_CUT ? HOURS_AS_EVER : day < HOURS_BACK ? HOURS_SHORT : HOURS_AGAIN;
}

int sample_first_day(int month)
{
	static const int first[MONTHS] = {
		0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366, 397, 425, 456, 486, 517,
	};

	return first[month];
}

int sample_month(int day)
{
	int month = MONTHS - 1;

	while (sample_first_day(month) > day)
		month--;
	return month;
}
