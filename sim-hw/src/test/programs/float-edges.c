/* Float edges. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

static const unsigned v[] = {0, 1, 0x007fffff, 0x00800000, 0x3f800000, 0x3f800001, 0x3f7fffff, 0x4b000000, 0x7f7fffff, 0x7f800000,
    0x80000000, 0x80000001, 0xbf800000, 0xff7fffff, 0xff800000, 0x40490fdb, 0x20000001, 0x1f800000};
static void same(float f) { if (f != f) printf("nan "); else showf(f); }
int main(void) {
    FOR(i, v) FOR(j, v) {
        sgl x = {.b = v[i]}, y = {.b = v[j]};
        volatile float a = x.f, b = y.f;
        same(a + b), same(a - b), same(a * b), same(a / b);
        printf("%d%d%d%d\n", a < b, a <= b, a == b, a != b);
    }
    return 0;
}
