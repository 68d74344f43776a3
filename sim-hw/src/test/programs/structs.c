/* Structs. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
struct small { char a; short b; };
struct big { int v[9]; struct small s; double d; };
static struct small swap(struct small s) { return (struct small) {(char) s.b, (short) s.a}; }
static struct big change(struct big x, int by) { for (int i = 0; i < 9; i++) x.v[i] += by * i; x.s = swap(x.s); x.d += 0.5; return x; }
int main(void) {
    struct big x = {{1, 2, 3, 4, 5, 6, 7, 8, 9}, {5, 6}, 1.25};
    struct big y = change(change(x, 3), -1);
    for (int i = 0; i < 9; i++) printf("%d ", y.v[i] + x.v[i]);
    printf("%d %d %d\n", y.s.a, y.s.b, (int) (y.d * 100));
    return 0;
}
