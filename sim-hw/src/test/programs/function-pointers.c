/* Function pointers. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static int (*const table[])(int, int) = {add, sub, mul};
static int fold(int (*f)(int, int), int n) { int r = 1; for (int i = 1; i < n; i++) r = f(r, i); return r; }
int main(void) {
    for (int i = 0; i < 9; i++) {
        volatile int k = i % 3;
        printf("%d %d\n", table[k](i * 11, 5), fold(table[k], i + 3));
    }
    return 0;
}
