/* Long shifts. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    volatile unsigned long long x = 0xfedcba9876543210ULL;
    for (volatile int s = 0; s < 64; s++) {
        printf("%llx %llx %llx\n", x << s, x >> s, (unsigned long long) ((long long) x >> s));
    }
    return 0;
}
