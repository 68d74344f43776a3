/* Float arithmetic. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

int main(void) {
    volatile float x = 1.0f, y = 3.0f;
    for (int i = 0; i < 60; i++) {
        showf(x + y), showf(x - y), showf(x * y), showf(x / y), printf("\n");
        x = x * 1.7f + y / 3, y = y * -0.9f + 1e-3f * x;
    }
    return 0;
}
