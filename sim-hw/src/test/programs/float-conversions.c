/* Float conversions. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

int main(void) {
    static const double v[] = {0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e9, -1e9, 2147483647.0, -2147483648.0, 123456.789, 1e-300, 3.999999};
    FOR(i, v) {
        volatile double d = v[i];
        volatile float f = (float) d;
        showf(f), showd(f), printf("%d %d ", (int) d, (int) (f / 4));
        if (d >= 0) printf("%u %llx ", (unsigned) d, (unsigned long long) d);
        printf("%llx\n", (unsigned long long) (long long) (d * 1000));
    }
    for (volatile int i = -100000; i < 2000000000 && i <= 1000000000; i += 99999989) {
        showd(i), showf((float) i), showd((unsigned) i), showf((float) (unsigned) i);
        showd((double) ((long long) i << 29 | 5)), showf((float) ((long long) i << 29 | 5)), showd((double) ((unsigned long long) (long long) i << 3)), printf("\n");
    }
    return 0;
}
