/* Varargs. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
#include <stdarg.h>
static long long sum(const char *kinds, ...) {
    va_list a, b;
    va_start(a, kinds);
    va_copy(b, a);
    long long r = 0;
    for (const char *k = kinds; *k != 0; k++) {
        r = r * 3 + (*k == 'i' ? va_arg(a, int) : *k == 'l' ? va_arg(a, long long) : (long long) va_arg(a, double));
    }
    for (const char *k = kinds; *k == 'i'; k++) {
        r += va_arg(b, int);
    }
    va_end(a), va_end(b);
    return r;
}
int main(void) {
    printf("%llx\n", (unsigned long long) sum("iiiiiii", 1, 2, 3, 4, 5, 6, -7));
    printf("%llx\n", (unsigned long long) sum("ilil", 1, 1LL << 40, 3, -5LL));
    printf("%llx\n", (unsigned long long) sum("idlid", 1, 2.75, 7LL, 9, -1e9));
    printf("%d %s %c %x %5d|%-5d|%05d\n", -5, "text", 'z', 0xbeef, 42, 42, -42);
    return 0;
}
