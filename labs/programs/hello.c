/* The smallest program that can be seen. */
#include "program.h"

int main(void) {
    print("Hello from a MIPS program.\n");
    return 0;
}
