/* Hanoi queens. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static int moves, solutions;
static void hanoi(int n, int a, int b, int c) {
    if (n > 0) {
        hanoi(n - 1, a, c, b), moves++, hanoi(n - 1, c, b, a);
    }
}
static void queens(int row, unsigned columns, unsigned left, unsigned right) {
    if (row == 7) {
        solutions++;
    }
    for (unsigned free = 127 & ~(columns | left | right); row < 7 && free != 0; free &= free - 1) {
        unsigned q = free & -free;
        queens(row + 1, columns | q, (left | q) << 1, (right | q) >> 1);
    }
}
int main(void) {
    hanoi(11, 1, 2, 3), queens(0, 0, 0, 0);
    printf("%d %d\n", moves, solutions);
    return 0;
}
