/* Multiply. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static const int v[] = {0, 1, -1, 3, 46341, -46341, 0x7fffffff, -0x7fffffff - 1, 0x10000, -0x10001, 99999};
int main(void) {
    FOR(i, v) FOR(j, v) {
        long long p = (long long) v[i] * v[j];
        unsigned long long q = (unsigned long long) (unsigned) v[i] * (unsigned) v[j];
        printf("%x %llx %llx\n", (unsigned) v[i] * (unsigned) v[j], (unsigned long long) p, q);
    }
    return 0;
}
