/* Newton matrix. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
typedef union { double d; unsigned long long b; } dbl;
typedef union { float f; unsigned b; } sgl;
static void showd(double d) { dbl x = {d}; printf("%llx ", x.b); }
static void showf(float f) { sgl x = {f}; printf("%x ", x.b); }

static double m[6][7];
int main(void) {
    for (int i = 0; i < 6; i++) for (int j = 0; j < 7; j++) m[i][j] = 1.0 / (i + j + 1) + (i == j);
    for (int k = 0; k < 6; k++) for (int i = 0; i < 6; i++) if (i != k) { double f = m[i][k] / m[k][k]; for (int j = 0; j < 7; j++) m[i][j] -= f * m[k][j]; }
    for (int i = 0; i < 6; i++) showd(m[i][6] / m[i][i]);
    printf("\n");
    return 0;
}
