/* Follows pointers in a shuffled order through 8 MiB, far more than the TLB covers. */
#include "program.h"

enum { NODES = 1 << 21, STEPS = 8 << 20 };

static unsigned next[NODES];

int main(void) {
    unsigned at = 0;
    /* Multiplying by 4k + 1 and adding an odd number goes through all of a power of two before it repeats. */
    for (unsigned i = 0; i < NODES; i++) {
        next[i] = (i * 1664525u + 1013904223u) % NODES;
    }
    for (unsigned step = 0; step < STEPS; step++) {
        at = next[at];
    }
    print_number(at);
    print(" is where it ends\n");
    return at == 0 ? 0 : 1;
}
