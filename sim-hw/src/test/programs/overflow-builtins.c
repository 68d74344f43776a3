/* Overflow builtins. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static const int v[] = {0, 1, -1, 0x7fffffff, -0x7fffffff - 1, 46340, 46341, 65536};
int main(void) {
    FOR(i, v) FOR(j, v) {
        int r;
        unsigned u;
        printf("%d", __builtin_add_overflow(v[i], v[j], &r)), printf("%d", __builtin_sub_overflow(v[i], v[j], &r));
        printf("%d", __builtin_mul_overflow(v[i], v[j], &r)), printf("%d", __builtin_add_overflow((unsigned) v[i], (unsigned) v[j], &u));
        printf("%d ", __builtin_mul_overflow((unsigned) v[i], (unsigned) v[j], &u));
    }
    printf("\n");
    return 0;
}
