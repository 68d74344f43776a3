/* Long divide. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    long long a = 0x7123456789abcdefLL;
    for (int i = 1; i < 60; i++) {
        long long d = (a >> i) | 1;
        printf("%llx %llx ", (unsigned long long) (a / d), (unsigned long long) (-a % d));
        printf("%llx\n", (unsigned long long) a / (unsigned) (i * 77777) + (unsigned long long) a % (unsigned) i);
        a = a * 3 / 2 + i;
    }
    return 0;
}
