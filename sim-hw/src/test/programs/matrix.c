/* Matrix. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int a[12][12], b[12][12], c[12][12];
int main(void) {
    for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) a[i][j] = i * 3 - j, b[i][j] = i ^ j * 5;
    for (int n = 0; n < 4; n++) {
        for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) { int s = 0; for (int k = 0; k < 12; k++) s += a[i][k] * b[k][j]; c[i][j] = s; }
        for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) a[i][j] = c[j][i] % 1000;
    }
    unsigned h = 0;
    for (int i = 0; i < 144; i++) h = h * 31 + (unsigned) c[i / 12][i % 12];
    SHOW(h);
}
