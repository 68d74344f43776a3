/* Has every exception handled by handlers of its own, and checks that the program finds its registers as they were. */
#include "exokernel.h"
#include "program.h"

#define AREAS ((struct save_area *)0x1000)
#define COUNTERS ((volatile unsigned *)0x1400)
#define AREA(cause) ((struct save_area *)(0x1000 + 32 * (cause)))

void on_unaligned_load(void), on_unaligned_store(void), on_breakpoint(void), on_reserved(void), on_coprocessor(void),
    on_overflow(void), on_read_only(void), on_miss_load(void), on_miss_store(void);
int raise_unaligned_load(void *), raise_unaligned_store(void *), raise_breakpoint(void), raise_reserved(void),
    raise_coprocessor(void), raise_overflow(void), raise_store(void *), raise_load(void *);
int store_in_delay_slot(void *, unsigned);

static volatile unsigned page[2 * PAGE / 4] __attribute__((aligned(4096)));
static unsigned wanted;

void make_writable(char *address) {
    wanted = (unsigned)address;
    COUNTERS[CAUSE_READ_ONLY]++;
    protect(address, 1, READ_WRITE);
}

void add_page(char *address) {
    wanted = (unsigned)address;
    COUNTERS[CAUSE_MISS_LOAD]++;
    map(address, 1);
}

static int failures;

static void check(const char *what, int right) {
    if (!right) {
        print(what);
        print(" went wrong\n");
        failures++;
    }
}

static void bind(int cause, void (*handler)(void)) {
    check("binding", bind_handler(cause, handler, AREA(cause)) == 0);
}

int main(void) {
    unsigned i;

    check("map", map(AREAS, 1) == 0);
    bind(CAUSE_UNALIGNED_LOAD, on_unaligned_load);
    bind(CAUSE_UNALIGNED_STORE, on_unaligned_store);
    bind(CAUSE_BREAKPOINT, on_breakpoint);
    bind(CAUSE_RESERVED, on_reserved);
    bind(CAUSE_COPROCESSOR, on_coprocessor);
    bind(CAUSE_OVERFLOW, on_overflow);
    bind(CAUSE_READ_ONLY, on_read_only);
    bind(CAUSE_MISS_LOAD, on_miss_load);
    bind(CAUSE_MISS_STORE, on_miss_store);

    for (i = 0; i < 10; i++) {
        check("overflow", raise_overflow() == 0);
        check("unaligned load", raise_unaligned_load((void *)page) == 0);
        check("unaligned store", raise_unaligned_store((void *)page) == 0);
        check("breakpoint", raise_breakpoint() == 0);
        check("reserved instruction", raise_reserved() == 0);
        check("coprocessor", raise_coprocessor() == 0);
    }
    for (i = CAUSE_UNALIGNED_LOAD; i <= CAUSE_OVERFLOW; i++) {
        check("counter", COUNTERS[i] == (i == 6 || i == 7 || i == 8 ? 0 : 10));
    }

    page[5] = 1;
    check("protect", protect((void *)page, 2, READ) == 0);
    check("store to a read-only page", raise_store((char *)page + 20) == 0);
    check("its address", wanted == (unsigned)page + 20 && page[5] == 1);
    check("store in a delay slot", store_in_delay_slot((char *)page + PAGE, 77) == 0 && page[PAGE / 4] == 77);
    check("protections", COUNTERS[CAUSE_READ_ONLY] == 2);

    check("load from a new page", raise_load((void *)0x20000008) == 0 && wanted == 0x20000008);
    check("store to a new page", raise_store((void *)0x30000010) == 0 && *(unsigned *)0x30000010 == 1);
    check("misses", COUNTERS[CAUSE_MISS_LOAD] == 2);
    protect((void *)page, 1, NOTHING);
    check("load from a forbidden page", raise_load((void *)page) == 0 && page[5] == 1);

    print(failures == 0 ? "every exception was handled\n" : "not every exception was handled\n");
    return failures;
}
