/* Handlers that cannot work, one for each EVIL: each program ends, with a reason, and nobody else with it. */
#include "exokernel.h"
#include "program.h"

#define AREA ((struct save_area *)0x1000)

static unsigned zeros[3 * PAGE / 4] __attribute__((aligned(4096)));

static void overflow(void) {
    __asm__ volatile("add $t0, %0, %1" : : "r"(0x7fffffff), "r"(1) : "t0");
}

#if EVIL == 1
/* The handler raises what it is to handle. */
static void faulting(void) {
    overflow();
}
#endif

int main(void) {
    map(AREA, 1);
#if EVIL == 1
    bind_handler(CAUSE_OVERFLOW, faulting, AREA);
#elif EVIL == 2
    /* Nothing is mapped there. */
    bind_handler(CAUSE_OVERFLOW, (void (*)(void))0x20000000, AREA);
#elif EVIL == 3
    /* Nothing is mapped there, and who would hear of it is the same. */
    bind_handler(CAUSE_MISS_LOAD, (void (*)(void))0x20000000, AREA);
    return *(volatile unsigned *)0x20001000;
#elif EVIL == 4
    /* The save area goes away. */
    bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, AREA);
    unmap(AREA, 1);
#elif EVIL == 5
    /* Zeros are instructions that do nothing, up to the end of what is mapped. */
    bind_handler(CAUSE_OVERFLOW, (void (*)(void))zeros, AREA);
#elif EVIL == 6
    /* What the kernel refuses: its own segment, an address between instructions, areas that are not ours or cross a page. */
    if (bind_handler(CAUSE_OVERFLOW, (void (*)(void))0x80000080, AREA) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))0x400002, AREA) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, (struct save_area *)0x1ff0) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, (struct save_area *)0x1002) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, (struct save_area *)0x400000) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, (struct save_area *)0x80001000) != -22
        || bind_handler(CAUSE_OVERFLOW, (void (*)(void))main, (struct save_area *)0x20000000) != -22
        || bind_handler(8, (void (*)(void))main, AREA) != -22
        || bind_handler(-1, (void (*)(void))main, AREA) != -22
        || bind_handler(99, (void (*)(void))main, AREA) != -22) {
        return 1;
    }
    print("refused, all of them\n");
#elif EVIL == 7
    /* A handler for something else. */
    bind_handler(CAUSE_BREAKPOINT, (void (*)(void))main, AREA);
#endif
    overflow();
    return zeros[0];
}
