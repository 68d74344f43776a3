/* Add sub edges. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static const int v[] = {0, 1, -1, 2, 7, -8, 0x7fffffff, -0x7fffffff - 1, 0x7ffffffe, 0x55555555, 0x12345678, -32768, 32767, 65535};
int main(void) {
    unsigned h = 0;
    FOR(i, v) FOR(j, v) {
        unsigned a = (unsigned) v[i], b = (unsigned) v[j];
        h = h * 31 + (a + b), h = h * 31 + (a - b), h = h * 31 + (a & b) + (a | b) + (a ^ b) + ~(a | b);
        h = h * 31 + (v[i] < v[j]) + 2 * (a < b) + 4 * (v[i] <= 5) + 8 * (b > 77);
    }
    SHOW(h);
}
