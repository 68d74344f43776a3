/* Alloca. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int fill(int n) {
    int *p = __builtin_alloca((unsigned) n * sizeof(int));
    int v[n + 1];
    for (int i = 0; i < n; i++) p[i] = i * n, v[i] = -i;
    v[n] = n;
    return n == 0 ? 0 : p[n - 1] + v[n / 2] + v[n] + fill(n - 1);
}
int main(void) { printf("%d\n", fill(40)); return 0; }
