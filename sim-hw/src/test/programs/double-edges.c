/* Double edges. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

static const unsigned long long v[] = {0, 1, 0x000fffffffffffffULL, 0x0010000000000000ULL, 0x3ff0000000000000ULL, 0x3ff0000000000001ULL,
    0x3fefffffffffffffULL, 0x4340000000000000ULL, 0x7fefffffffffffffULL, 0x7ff0000000000000ULL, 0x8000000000000000ULL,
    0x8000000000000001ULL, 0xbff0000000000000ULL, 0xffefffffffffffffULL, 0xfff0000000000000ULL, 0x400921fb54442d18ULL, 0x1ff0000000000001ULL};
static void same(double d) { if (d != d) printf("nan "); else showd(d); }
int main(void) {
    FOR(i, v) FOR(j, v) {
        dbl x = {.b = v[i]}, y = {.b = v[j]};
        volatile double a = x.d, b = y.d;
        same(a + b), same(a - b), same(a * b), same(a / b);
        printf("%d%d%d%d\n", a < b, a <= b, a == b, a > b);
    }
    return 0;
}
