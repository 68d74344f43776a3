/* Divide. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static const int v[] = {1, -1, 2, -2, 7, -7, 10, 1000, 0x7fffffff, -0x7fffffff - 1, 0x7ffffffe, -12345};
int main(void) {
    FOR(i, v) FOR(j, v) {
        if (v[j] != -1 || v[i] != -0x7fffffff - 1) {
            printf("%d %d ", v[i] / v[j], v[i] % v[j]);
        }
        printf("%u %u\n", (unsigned) v[i] / (unsigned) v[j], (unsigned) v[i] % (unsigned) v[j]);
    }
    return 0;
}
