/* A loop of three instructions (the last in the delay slot of the branch), to measure how fast a machine runs. */
#include "program.h"

enum { ROUNDS = 50000000 };

int main(void) {
    unsigned counted = 0;
    while (counted != ROUNDS) {
        counted++;
        /* The compiler must believe that this may change the counter, so it cannot leave the loop out. */
        __asm__("" : "+r"(counted));
    }
    print("counted to ");
    print_number(counted);
    print("\n");
    return 0;
}
