/* Many arguments. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int __attribute__((noinline)) f(int a, char b, short c, long long d, int e, double g, float h, int i, long long j) {
    return a + b * 2 + c * 3 + (int) (d >> 30) * 5 + e * 7 + (int) (g * 4) + (int) (h * 8) + i * 11 + (int) j;
}
static double __attribute__((noinline)) g(double a, float b, int c, double d) { return a * 2 + b + c + d / 4; }
int main(void) {
    printf("%d\n", f(1, 2, 3, 4LL << 30, 5, 6.5, 7.25f, 8, 9));
    printf("%d\n", (int) (g(1.5, 2.5f, 3, 10) * 1000));
    return 0;
}
