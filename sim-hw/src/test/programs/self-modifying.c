/* Self modifying. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
/* On MIPS, code that writes code; elsewhere the same sums. */
static int run(int n) {
#ifdef __mips__
    static unsigned code[2];
    ((volatile unsigned *) code)[0] = 0x03e00008, ((volatile unsigned *) code)[1] = 0x24820000u | (unsigned) n;
    __asm__ volatile("" ::: "memory");
    return ((int (*)(int)) code)(1000);
#else
    return 1000 + n;
#endif
}
int main(void) { int s = 0; for (int i = 0; i < 1500; i++) s += run(i % 50); printf("%d\n", s); return 0; }
