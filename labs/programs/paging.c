/* The virtual-memory operations of Appel and Li, as in Table 10 of the exokernel paper, with a page table of the program's own:
 * like ExOS's a vector in the order of addresses, searched by binary search. Prints the cycles that one of each takes. */
#include "exokernel.h"
#include "program.h"

#define AREA(cause) ((struct save_area *)(0x1000 + 32 * (cause)))
#define BASE 0x20000000u

enum { PAGES = 100, ROUNDS = 50, TOUCHED = 1, DIRTY = 2, PROTECTED = 4 };

struct entry {
    unsigned page;
    unsigned flags;
};

void on_protection(void), on_unaligned(void), on_coprocessor(void), on_overflow(void), nothing(void);

static struct entry table[PAGES];
static unsigned order[PAGES];
static unsigned faults;
static unsigned next_to_protect;
static enum { SKIP, SWAP, ALLOW } mode;

/* Where a page is in the table. */
static struct entry *find(unsigned address) {
    unsigned page = address / PAGE, low = 0, high = PAGES;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (table[middle].page < page) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < PAGES && table[low].page == page ? &table[low] : 0;
}

static unsigned dirty(unsigned address) {
    struct entry *entry = find(address);
    return entry != 0 && (entry->flags & DIRTY) != 0;
}

/* Changes the table, and what the kernel knows of it, for pages from this one on. */
static void forbid(unsigned address, unsigned pages) {
    struct entry *entry = find(address);
    for (unsigned i = 0; i < pages; i++) {
        entry[i].flags = (entry[i].flags & ~DIRTY) | PROTECTED;
    }
    protect((void *)address, pages, READ);
}

static void allow(unsigned address, unsigned pages) {
    struct entry *entry = find(address);
    for (unsigned i = 0; i < pages; i++) {
        entry[i].flags = (entry[i].flags & ~PROTECTED) | DIRTY;
    }
    protect((void *)address, pages, READ_WRITE);
}

void protection_fault(unsigned address) {
    faults++;
    if (mode == SKIP) { /* the paper's trap does not look into the page table: in its Table 13 it takes as long with another */
        AREA(CAUSE_READ_ONLY)->pc += 4;
        return;
    }
    if (mode == SWAP) {
        forbid(BASE + next_to_protect * PAGE, 1);
    }
    allow(address & ~(PAGE - 1), 1);
}

static void touch(unsigned address) {
    __asm__ volatile("sw $zero, 0(%0)" : : "r"(address) : "memory");
}

static void result(const char *name, unsigned cycles, unsigned times) {
    print(name);
    print(" ");
    print_number((cycles * 10 + times / 2) / times);
    print("\n");
}

static unsigned looking;

/* Cycles since then, without those for looking. */
static unsigned since(unsigned then) {
    return now() - then - looking;
}

static void exceptions(void) {
    unsigned i, start;
    start = now();
    for (i = 0; i < ROUNDS; i++) {
        __asm__ volatile("" : : : "memory");
    }
    unsigned loop = since(start);
#define MEASURE(name, code)                                  \
    __asm__ volatile(code : : "r"(1), "r"(0x7fffffff)        \
                     : "t0", "ra", "memory");                \
    start = now();                                           \
    for (i = 0; i < ROUNDS; i++) {                           \
        __asm__ volatile(code : : "r"(1), "r"(0x7fffffff)    \
                         : "t0", "ra", "memory");            \
    }                                                        \
    result(name, since(start) - loop, ROUNDS)
    MEASURE("procedure-call", ".set noreorder\n jal nothing\n nop\n .set reorder");
    MEASURE("unaligned", "lw $t0, 0(%0)");
    MEASURE("overflow", "add $t0, %0, %1");
    MEASURE("coprocessor", ".word 0x48000000");
}

static void protections(void) {
    unsigned i, start = now(), sum = 0;
    for (i = 0; i < PAGES; i++) {
        sum += dirty(BASE + order[i] * PAGE);
    }
    result("dirty", since(start), PAGES);
    if (sum != PAGES) {
        exit(4);
    }
    start = now();
    for (i = 0; i < PAGES; i++) {
        forbid(BASE + order[i] * PAGE, 1);
    }
    result("prot1", since(start), PAGES);
    allow(BASE, PAGES);
    unsigned forbidding = 0, allowing = 0;
    for (i = 0; i < ROUNDS; i++) {
        start = now();
        forbid(BASE, PAGES);
        forbidding += since(start);
        start = now();
        allow(BASE, PAGES);
        allowing += since(start);
    }
    result("prot100", forbidding, ROUNDS);
    result("unprot100", allowing, ROUNDS);
}

static void traps(void) {
    unsigned i, start;
    forbid(BASE, PAGES);
    mode = SKIP;
    start = now();
    for (i = 0; i < PAGES; i++) {
        touch(BASE + order[i] * PAGE);
    }
    result("trap", since(start), PAGES);

    /* One page after the other is allowed, and the one before it forbidden. */
    mode = ALLOW;
    touch(BASE + order[PAGES - 1] * PAGE);
    mode = SWAP;
    next_to_protect = order[PAGES - 1];
    start = now();
    for (i = 0; i < PAGES; i++) {
        touch(BASE + order[i] * PAGE);
        next_to_protect = order[i];
    }
    result("appel1", since(start), PAGES);

    mode = ALLOW;
    unsigned cycles = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        start = now();
        forbid(BASE, PAGES);
        for (i = 0; i < PAGES; i++) {
            touch(BASE + order[i] * PAGE);
        }
        cycles += since(start);
    }
    result("appel2", cycles, ROUNDS * PAGES);
    if (faults != PAGES + 1 + PAGES + ROUNDS * PAGES) {
        exit(5);
    }
}

int main(void) {
    unsigned i, start;
    map(AREA(0), 1);
    map((void *)BASE, PAGES);
    if (bind_handler(CAUSE_READ_ONLY, on_protection, AREA(CAUSE_READ_ONLY)) != 0
        || bind_handler(CAUSE_UNALIGNED_LOAD, on_unaligned, AREA(CAUSE_UNALIGNED_LOAD)) != 0
        || bind_handler(CAUSE_COPROCESSOR, on_coprocessor, AREA(CAUSE_COPROCESSOR)) != 0
        || bind_handler(CAUSE_OVERFLOW, on_overflow, AREA(CAUSE_OVERFLOW)) != 0) {
        return 1;
    }
    for (i = 0; i < PAGES; i++) {
        table[i].page = BASE / PAGE + i;
        table[i].flags = TOUCHED | DIRTY;
        order[i] = i * 37 % PAGES;
        touch(BASE + i * PAGE);
    }
    start = now();
    looking = now() - start;
    start = now();
    for (i = 0; i < ROUNDS; i++) {
        now();
    }
    result("looking", now() - start, ROUNDS);
    exceptions();
    protections();
    traps();
    return 0;
}
