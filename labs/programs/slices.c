/* Gives the processor up itself at the end of each slice, but not in the middle of a critical section. */
#include "exokernel.h"
#include "program.h"

#define AREA(cause) ((struct save_area *)(0x1000 + 32 * (cause)))

void on_slice_end(void), on_slice_start(void);

static struct interrupt_words words;
static volatile unsigned starts, ends, inside, torn;

void slice_ended(void) {
    ends++;
    torn += inside;
    yield(0);
}

void slice_started(void) {
    starts++;
}

/* Adds up, in registers. */
static unsigned work(unsigned rounds) {
    unsigned sum = 0;
    for (unsigned i = 0; i < rounds; i++) {
        sum += i;
        __asm__ volatile("" : "+r"(sum));
    }
    return sum;
}

static void critical(unsigned rounds) {
    words.off = 1;
    inside = 1;
    work(rounds);
    inside = 0;
    words.off = 0;
    if (words.missed != 0) {
        words.missed = 0;
        yield(0);
    }
}

int main(void) {
    unsigned wrong = 0;
    if (map(AREA(0), 1) != 0 || bind_handler(CAUSE_SLICE_END, on_slice_end, AREA(CAUSE_SLICE_END)) != 0
        || bind_handler(CAUSE_SLICE_START, on_slice_start, AREA(CAUSE_SLICE_START)) != 0
        || bind_interrupt_words(&words) != 0) {
        return 1;
    }
    for (unsigned i = 0; i < 40; i++) {
        wrong += work(1000) != 499500;
        critical(100);
    }
    if (wrong != 0 || torn != 0 || ends == 0 || starts == 0) {
        return 2;
    }
    print("no slice ended within a critical section\n");
    return 0;
}
