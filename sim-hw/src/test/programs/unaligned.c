/* Unaligned. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
struct packed { char c; int i; short s; long long l; } __attribute__((packed));
static struct packed p[5];
int main(void) {
    for (int n = 0; n < 5; n++) {
        p[n].c = (char) n, p[n].i = 0x11223344 * (n + 1), p[n].s = (short) (n * 4099), p[n].l = 0x1122334455667788LL * n;
    }
    unsigned h = 0;
    for (unsigned n = 0; n < sizeof p; n++) {
        h = h * 31 + ((unsigned char *) p)[n];
    }
    SHOW(h);
    for (int n = 0; n < 5; n++) {
        printf("%d %x %d %llx\n", p[n].c, (unsigned) p[n].i, p[n].s, (unsigned long long) p[n].l);
    }
    return 0;
}
