/* Copies 4 MiB to 4 MiB beside it, word by word, to and fro. */
#include "program.h"

enum { WORDS = 1 << 20, ROUNDS = 24 };

static unsigned from[WORDS];
static unsigned to[WORDS];

static void copy(unsigned *target, const unsigned *source) {
    for (unsigned i = 0; i < WORDS; i += 4) {
        target[i] = source[i];
        target[i + 1] = source[i + 1];
        target[i + 2] = source[i + 2];
        target[i + 3] = source[i + 3];
    }
}

int main(void) {
    unsigned wrong = 0;
    for (unsigned i = 0; i < WORDS; i++) {
        from[i] = i * 2654435761u;
    }
    for (int round = 0; round < ROUNDS; round++) {
        copy(to, from);
        copy(from, to);
    }
    for (unsigned i = 0; i < WORDS; i++) {
        wrong += to[i] != i * 2654435761u;
    }
    print_number(wrong);
    print(" words differ\n");
    return wrong == 0 ? 0 : 1;
}
