/* Double arithmetic. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

int main(void) {
    volatile double x = 1.0, y = 3.0;
    for (int i = 0; i < 60; i++) {
        showd(x + y), showd(x - y), showd(x * y), showd(x / y), printf("\n");
        x = x * 1.7 + y / 3, y = y * -0.9 + 1e-3 * x;
    }
    return 0;
}
