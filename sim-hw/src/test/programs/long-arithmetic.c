/* Long arithmetic. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    unsigned long long a = 0x0123456789abcdefULL, b = 0xfedcba9876543210ULL, h = 0;
    for (int i = 0; i < 200; i++) {
        h = h * 31 + (a + b), h = h * 31 + (a - b), h ^= a * b, h += a & ~b;
        a = a * 6364136223846793005ULL + 1442695040888963407ULL, b ^= a >> 7;
    }
    printf("%llx\n", h);
    return 0;
}
