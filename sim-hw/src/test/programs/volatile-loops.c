/* Volatile loops. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static volatile int cell[4] = {1, 2, 3, 4};
int main(void) {
    for (int i = 0; i < 3000; i++) { cell[i & 3] += cell[(i + 1) & 3] ^ i; if (cell[0] < 0) cell[0] = -cell[0] & 0x7fffff; }
    printf("%x %x %x %x\n", (unsigned) cell[0], (unsigned) cell[1], (unsigned) cell[2], (unsigned) cell[3]);
    return 0;
}
