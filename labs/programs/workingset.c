/* Uses more pages than it may be given frames, and notices at once when one comes back changed.
 * Every word holds a value made of its address and the pass that wrote it, so a page that is lost, stale or swapped
 * with another one is found. */
#include "program.h"

#ifndef PAGES
#define PAGES 24
#define PASSES 4
#define COMPUTE_ROUNDS 20000
#endif

enum { PAGE_WORDS = 1024, WORDS_USED = 16 };

static unsigned pages[PAGES][PAGE_WORDS] __attribute__((aligned(4096)));
static unsigned char order[PAGES];
static unsigned state = 2463534242u;

/* Marsaglia's xorshift: the same sequence in every run. */
static unsigned next_random(void) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void shuffle(void) {
    for (unsigned last = PAGES - 1; last > 0; last--) {
        unsigned other = next_random() % (last + 1);
        unsigned char page = order[last];
        order[last] = order[other];
        order[other] = page;
    }
}

static unsigned *word_of(unsigned page, unsigned index) {
    return &pages[page][index * (PAGE_WORDS / WORDS_USED)];
}

static unsigned value(const unsigned *word, unsigned pass) {
    unsigned mixed = ((unsigned) word + pass) * 2654435761u;
    return mixed ^ (mixed >> 15);
}

static void fill(unsigned page, unsigned pass) {
    for (unsigned index = 0; index < WORDS_USED; index++) {
        unsigned *word = word_of(page, index);
        *word = value(word, pass);
    }
}

static int intact(unsigned page, unsigned pass) {
    for (unsigned index = 0; index < WORDS_USED; index++) {
        const unsigned *word = word_of(page, index);
        if (*word != value(word, pass)) {
            return 0;
        }
    }
    return 1;
}

/* Time in which no page is touched: others run, and frames are asked back. */
static void compute(void) {
    for (unsigned round = 0; round < COMPUTE_ROUNDS; round++) {
        next_random();
    }
}

static void verify_and_rewrite(unsigned pass) {
    for (unsigned turn = 0; turn < PAGES; turn++) {
        unsigned page = order[turn];
        if (!intact(page, pass - 1)) {
            print("pass ");
            print_number(pass);
            print(": page ");
            print_number(page);
            print(" is damaged\n");
            exit(1);
        }
        fill(page, pass);
    }
}

#ifdef SWEEPS
/* Reads every page without changing one: what is evicted now need not be written. */
static void sweep(unsigned pass) {
    for (unsigned turn = 0; turn < PAGES; turn++) {
        if (!intact(order[turn], pass)) {
            exit(1);
        }
    }
}
#endif

int main(void) {
    for (unsigned page = 0; page < PAGES; page++) {
        order[page] = (unsigned char) page;
        fill(page, 0);
    }
    for (unsigned pass = 1; pass <= PASSES; pass++) {
        compute();
        shuffle();
        verify_and_rewrite(pass);
        print("pass ");
        print_number(pass);
        print(": ");
        print_number(PAGES);
        print(" pages intact\n");
#ifdef SWEEPS
        compute();
        sweep(pass);
#endif
    }
    return 0;
}
