/* What cpu v4 added: sign extension, signed division, unconditional byte swaps. */
#include "exoscope.h"

SECTION("handler") s64 newer(struct packet_context *context) {
    s64 mark = (s64)context->mark;
    signed char low = (signed char)mark;
    s32 middle = (s32)context->length;
    u64 swapped = __builtin_bswap64(context->mark);
    return low / 3 + mark % -7 + middle + (s64)(swapped >> 56);
}
