/* Shifts. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    unsigned h = 0;
    volatile unsigned x = 0x89abcdef;
    for (int s = 0; s < 32; s++) {
        h = h * 31 + (x << s), h = h * 31 + (x >> s), h = h * 31 + (unsigned) ((int) x >> s);
        x = x * 1664525 + 1013904223;
    }
    SHOW(h), SHOW(x << 31), SHOW(x >> 31), SHOW((unsigned) ((int) x >> 31));
}
