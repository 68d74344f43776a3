/* Divide by constants. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    unsigned h = 0;
    for (volatile int i = -3000; i < 3000; i += 7) {
        int n = i * 715827;
        h = h * 31 + (unsigned) (n / 3 + n / 5 % 7 + n % 10 + n / 16 + n % 8 + n / -9 + n / 641 + n % 1000);
        h = h * 31 + (unsigned) n / 3 + (unsigned) n / 7 + (unsigned) n % 10 + (unsigned) n / 641;
    }
    SHOW(h);
}
