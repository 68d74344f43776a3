/* Sorting. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int a[400];
static void quick(int *p, int n) {
    if (n < 2) return;
    int pivot = p[n / 2], i = 0, j = n - 1;
    while (i <= j) {
        while (p[i] < pivot) i++;
        while (p[j] > pivot) j--;
        if (i <= j) { int t = p[i]; p[i++] = p[j], p[j--] = t; }
    }
    quick(p, j + 1), quick(p + i, n - i);
}
int main(void) {
    unsigned x = 7, h = 0;
    for (int i = 0; i < 400; i++) a[i] = (int) (x = x * 69069 + 1) >> 8;
    quick(a, 400);
    int wrong = 0;
    for (int i = 0; i < 400; i++) h = h * 31 + (unsigned) a[i], wrong += i > 0 && a[i - 1] > a[i];
    printf("%u %d\n", h, wrong);
    return 0;
}
