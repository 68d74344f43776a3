/* Unaligned copy. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static unsigned char from[64], to[64];
struct word { unsigned w; } __attribute__((packed));
int main(void) {
    for (int i = 0; i < 64; i++) {
        from[i] = (unsigned char) (i * 37 + 5);
    }
    unsigned h = 0;
    for (int a = 0; a < 8; a++) {
        for (int b = 0; b < 8; b++) {
            struct word *x = (struct word *) (from + a), *y = (struct word *) (to + b);
            for (int i = 0; i < 12; i++) {
                y[i].w = x[i].w ^ (unsigned) i;
            }
            for (int i = 0; i < 64; i++) {
                h = h * 31 + to[i];
            }
        }
    }
    SHOW(h);
}
