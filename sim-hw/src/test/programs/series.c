/* Series. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

static double sine(double x) { double t = x, s = x; for (int i = 1; i < 12; i++) { t = -t * x * x / (2 * i * (2 * i + 1)); s += t; } return s; }
static double root(double x) { double g = x > 1 ? x : 1; for (int i = 0; i < 40; i++) g = (g + x / g) / 2; return g; }
int main(void) {
    for (int i = 0; i < 20; i++) showd(sine(i * 0.15)), showd(root(i * 3.7)), printf("\n");
    return 0;
}
