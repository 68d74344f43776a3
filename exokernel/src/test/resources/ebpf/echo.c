/* Answers a packet from within the kernel: exchanges its two addresses and sends it back. Counts what it does. */
#include "exoscope.h"

struct counter {
    u64 packets;
    u64 bytes;
};

struct region counters SECTION("maps") = {ARRAY, 4, sizeof(struct counter), 2, 0};

SECTION("handler") u64 echo(struct packet_context *context) {
    u8 *data = context->data;
    u8 copy[14];
    u32 key = 0;
    if (data + 14 > context->end)
        return 0;
    for (int i = 0; i < 6; i++) {
        copy[i] = data[i + 6];
        copy[i + 6] = data[i];
    }
    copy[12] = data[12];
    copy[13] = data[13];
    key = send(copy, sizeof copy) != 0;
    struct counter *counter = lookup(&counters, &key);
    if (counter) {
        counter->packets++;
        counter->bytes += context->length;
    }
    return 1;
}
