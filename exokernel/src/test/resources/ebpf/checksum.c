/* The Internet checksum of a packet, by a function that is not inlined, over a loop that the verifier follows. */
#include "exoscope.h"

static __attribute__((noinline)) u32 fold(u32 sum) {
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}

SECTION("handler") u64 checksum(struct packet_context *context) {
    u8 *data = context->data;
    u8 *end = context->end;
    u32 sum = 0;
#pragma clang loop unroll(disable)
    for (u32 i = 0; i < 64; i += 2) {
        if (data + i + 2 > end)
            break;
        sum += data[i] << 8 | data[i + 1];
    }
    return fold(sum);
}
