/* Bit counting. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    unsigned x = 0x80000001, h = 0;
    for (int i = 0; i < 300; i++) {
        unsigned long long y = (unsigned long long) x << 17 | i;
        h = h * 31 + (unsigned) (__builtin_clz(x) + __builtin_ctz(x | 1u << i % 32) * 2 + __builtin_popcount(x) * 3 + __builtin_parity(x));
        h = h * 31 + (unsigned) (__builtin_clzll(y) + __builtin_ctzll(y) + __builtin_popcountll(y) + __builtin_ffs((int) x));
        h = h * 31 + __builtin_bswap32(x) + (unsigned) __builtin_bswap64(y) + __builtin_bswap16((unsigned short) x);
        x = x * 22695477 + 1; x = x == 0 ? 1 : x;
    }
    SHOW(h);
}
