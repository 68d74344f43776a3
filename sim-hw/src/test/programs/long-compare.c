/* Long compare. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static const long long v[] = {0, 1, -1, 1LL << 32, -(1LL << 32), 0xffffffffLL, -0xffffffffLL, 1LL << 62, -(1LL << 62), 0x80000000LL};
int main(void) {
    FOR(i, v) {
        FOR(j, v) {
            unsigned long long a = (unsigned long long) v[i], b = (unsigned long long) v[j];
            printf("%d%d%d%d ", v[i] < v[j], v[i] <= v[j], a < b, v[i] == v[j]);
        }
        printf("\n");
    }
    return 0;
}
