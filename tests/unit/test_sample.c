/* test_sample.c - the built-in sample is the same bytes as its specification says, for every seed. */
#include "unit/suite.h"

#include "ingest/ingest.h"

static uint32_t rotated(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

/* One block of SHA-256 (FIPS 180-4, 6.2.2). */
static void hash_block(uint32_t hash[8], const unsigned char *block)
{
	static const uint32_t k[64] = {
		0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
		0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
		0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
		0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
		0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
		0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
		0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
		0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
	};
	uint32_t w[64], s[8];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
		       (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] + (rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3) +
		       (rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(s, hash, sizeof s);
	for (int i = 0; i < 64; i++) {
		uint32_t sum1 = rotated(s[4], 6) ^ rotated(s[4], 11) ^ rotated(s[4], 25);
		uint32_t sum0 = rotated(s[0], 2) ^ rotated(s[0], 13) ^ rotated(s[0], 22);
		uint32_t first = s[7] + sum1 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
		uint32_t second = sum0 + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, 7 * sizeof *s);
		s[4] += first;
		s[0] = first + second;
	}
	for (int i = 0; i < 8; i++)
		hash[i] += s[i];
}

static void sha256(struct text t, char hex[65])
{
	uint32_t hash[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	unsigned char tail[128] = { 0 };
	size_t rest = t.n % 64, tail_size = rest < 56 ? 64 : 128;

	for (size_t at = 0; at + 64 <= t.n; at += 64)
		hash_block(hash, (const unsigned char *)t.at + at);
	if (rest)
		memcpy(tail, t.at + t.n - rest, rest);
	tail[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		tail[tail_size - 1 - i] = (unsigned char)((uint64_t)t.n * 8 >> 8 * i);
	for (size_t at = 0; at < tail_size; at += 64)
		hash_block(hash, tail + at);
	for (size_t i = 0; i < 8; i++)
		snprintf(hex + 8 * i, 9, "%08x", (unsigned)hash[i]);
}

static void the_hash_itself_is_right(void **state)
{
	char hex[65];

	(void)state;
	sha256(TEXT("abc"), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256(TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void check_seed(uint64_t seed, const char *expected)
{
	struct buffer csv = { 0 };
	char hex[65];

	assert_true(sample_csv(seed, &csv));
	sha256(buffer_text(&csv), hex);
	assert_string_equal(hex, expected);
	buffer_free(&csv);
}

static void the_shipped_sample_is_the_specified_one(void **state)
{
	(void)state;
	check_seed(SAMPLE_SEED, "d0190c291b7fc8658ca4b00860b26500358bbbf294341371d19f7bfbd37addc2");
}

static void other_seeds_follow_the_reference_generator(void **state)
{
	(void)state;
	check_seed(0, "99b32204e43cf3331ed836e8598ce3cc7b305f6a8636997665d4b91badb65aa6");
	check_seed(42, "e5392412c769d667ea2ac03ad8a8e1c198db3abceef032fd7c86c2b453249293");
	check_seed(20250101, "2f50313c0c013e6d5156f89bfdd0814e620c3ccec53b15f8f5e3c25347991172");
	check_seed(UINT64_MAX, "1f21a35090773e9654a2ca59781117f86eda003925146a50572769fcc515f8a6");
}

static void the_csv_is_whole(void **state)
{
	struct buffer csv = { 0 };
	struct text rest;
	size_t lines = 0;

	(void)state;
	assert_true(sample_csv(SAMPLE_SEED, &csv));
	rest = buffer_text(&csv);
	assert_true(text_starts(rest, TEXT("id,time,customer,company,region,segment,product,stage,channel,type,")));
	for (size_t i = 0; i < rest.n; i++)
		lines += rest.at[i] == '\n';
	assert_int_equal(lines, 1 + 5108);
	assert_true(text_ends(rest, TEXT("\n")));
	buffer_free(&csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_hash_itself_is_right),
		cmocka_unit_test(the_shipped_sample_is_the_specified_one),
		cmocka_unit_test(other_seeds_follow_the_reference_generator),
		cmocka_unit_test(the_csv_is_whole),
	};

	return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
