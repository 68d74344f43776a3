/* Objects from which no program can be taken, each for its own reason. */
#include "exoscope.h"

extern u64 elsewhere(u64);
struct region hash SECTION("maps") = {1, 4, 8, 4, 0};
struct { int (*type)[2]; } described SECTION(".maps");

SECTION("handler") u64 missing(struct packet_context *context) { return elsewhere(context->mark); }
SECTION("handler") u64 hashed(void *context) { u32 key = 0; return lookup(&hash, &key) != 0; }
SECTION("handler") u64 btf(void *context) { u32 key = 0; return lookup((void *)&described, &key) != 0; }
