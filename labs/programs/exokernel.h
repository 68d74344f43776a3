/* What a program can ask the exokernel for, beside exit and write. Everything gives 0, or a negative error number. */
#ifndef EXOKERNEL_H
#define EXOKERNEL_H

/* Causes: the R3000's exception codes, and those of interrupts. */
enum {
    CAUSE_INTERRUPT = 0,  /* an upcall: its number is in "cause", what it is about in "address" */
    CAUSE_READ_ONLY = 1,  /* store to a read-only page */
    CAUSE_MISS_LOAD = 2,
    CAUSE_MISS_STORE = 3,
    CAUSE_UNALIGNED_LOAD = 4,
    CAUSE_UNALIGNED_STORE = 5,
    CAUSE_BREAKPOINT = 9,
    CAUSE_RESERVED = 10,
    CAUSE_COPROCESSOR = 11,
    CAUSE_OVERFLOW = 12,
    CAUSE_SLICE_START = 16,
    CAUSE_SLICE_END = 17
};

enum { NOTHING = 0, READ = 1, READ_WRITE = 3 };

#define PAGE 4096u

/* Where the kernel saves registers, by physical address. While in_use is not 0, upcalls wait, and another exception of
 * the same cause ends the program: a handler stores 0 there as the last thing it does. */
struct save_area {
    unsigned at, k0, k1, pc, address, cause, in_use;
};

/* Not 0 in off: a critical section. A bit in missed for each kind of upcall that had to wait. */
struct interrupt_words {
    unsigned off, missed;
};

/* Has exceptions of a cause go to the code at pc. The area must not cross a page. */
int bind_handler(int cause, void (*pc)(void), struct save_area *area);
int release_handler(int cause);

/* Gives pages other permissions, from the one of this address on. */
int protect(void *address, unsigned pages, int permissions);

/* Adds pages of zeros; gives pages back. */
int map(void *address, unsigned pages);
int unmap(void *address, unsigned pages);

/* Gives the rest of the slice to an environment, or to whoever is next if 0. */
int yield(int environment);

int bind_interrupt_words(struct interrupt_words *words);

/* Cycles since power-on, the low half; cycles owed for running past the end of slices. */
unsigned now(void);
unsigned excess_time(void);

#endif
