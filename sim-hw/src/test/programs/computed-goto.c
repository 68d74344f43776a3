/* Computed goto. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
int main(void) {
    static const unsigned char program[] = {0, 0, 1, 2, 0, 3, 1, 2, 2, 0, 4};
    static const void *const label[] = {&&inc, &&dbl, &&neg, &&sqr, &&end};
    int pc = 0, acc = 1;
    goto *label[program[pc]];
inc: acc += 3; goto *label[program[++pc]];
dbl: acc *= 2; goto *label[program[++pc]];
neg: acc = -acc; goto *label[program[++pc]];
sqr: acc = acc * acc; goto *label[program[++pc]];
end: printf("%d %d\n", acc, pc);
    return 0;
}
