/* A wakeup predicate: is there something in the ring, or has the time come? Looks at exposed words only. */
#include "exoscope.h"

struct words {
    u32 head;
    u32 tail;
    u64 deadline;
};

struct region exposed SECTION("maps") = {ARRAY, 4, sizeof(struct words), 1, READ_ONLY};

SECTION("predicate") u64 ready(void *context) {
    u32 key = 0;
    struct words *words = lookup(&exposed, &key);
    if (!words)
        return 0;
    return words->head != words->tail || cycle() >= words->deadline;
}
