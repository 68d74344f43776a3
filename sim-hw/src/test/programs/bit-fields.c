/* Bit fields. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
struct f { unsigned a : 3; signed b : 5; unsigned c : 11; signed d : 13; unsigned long long e : 40; signed g : 1; };
int main(void) {
    struct f x = {0};
    for (int i = 0; i < 40; i++) {
        x.a += 3, x.b = (i * 5) & 15, x.b -= 9, x.c ^= (unsigned) i * 97 & 2047, x.d = i * 77 - 2000;
        x.e = x.e * 5 + 1, x.g = -(i & 1);
        printf("%d %d %d %d %llx %d\n", x.a, x.b, x.c, x.d, (unsigned long long) x.e, x.g);
    }
    return 0;
}
