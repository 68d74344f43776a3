/* An untrusted function: which blocks does a metadata block own? Constants and a variable of its own. */
#include "exoscope.h"

struct entry {
    u32 first;
    u32 count;
};

struct region metadata SECTION("maps") = {ARRAY, 4, sizeof(struct entry), 16, READ_ONLY};
struct region owned SECTION("maps") = {ARRAY, 4, sizeof(struct entry), 16, 0};

static const u32 weights[4] = {1, 10, 100, 1000};
static u64 runs;

SECTION("untrusted") u64 owns(void *context) {
    u64 blocks = 0;
    runs++;
#pragma clang loop unroll(disable)
    for (u32 i = 0; i < 16; i++) {
        struct entry *entry = lookup(&metadata, &i);
        if (!entry || entry->count == 0)
            continue;
        blocks += entry->count * weights[i & 3];
        put(&owned, i * sizeof *entry, entry, sizeof *entry);
    }
    return blocks * 100 + runs;
}
