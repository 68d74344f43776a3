/* Switch table. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int pick(int n) {
    switch (n) {
        case 0: return 3; case 1: return 1; case 2: return 4; case 3: return 1; case 4: return 5; case 5: return 9;
        case 6: return 2; case 7: return 6; case 8: n = 5; /* fall through */ case 9: return n * 3; case 10: return 5;
        case 100: return -1; case 1000: return -2; case 0x7fffffff: return -3; case -1: return -4;
        default: return n ^ 7;
    }
}
int main(void) {
    int v[] = {99, 100, 101, 1000, 0x7fffffff, -1, -2};
    for (int i = 0; i < 13; i++) printf("%d ", pick(i));
    FOR(i, v) printf("%d ", pick(v[i]));
    printf("\n");
    return 0;
}
