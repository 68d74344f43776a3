/* Linked list. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
#include <stdlib.h>
struct node { int key; struct node *left, *right; };
static struct node *insert(struct node *t, int key) {
    if (t == NULL) { t = malloc(sizeof *t); t->key = key, t->left = t->right = NULL; }
    else if (key < t->key) t->left = insert(t->left, key);
    else if (key > t->key) t->right = insert(t->right, key);
    return t;
}
static int depth(struct node *t) { if (!t) return 0; int l = depth(t->left), r = depth(t->right); return 1 + (l > r ? l : r); }
static void walk(struct node *t, unsigned *h) { if (t) { walk(t->left, h); *h = *h * 31 + (unsigned) t->key; walk(t->right, h); } }
int main(void) {
    struct node *t = NULL;
    unsigned x = 1, h = 0;
    for (int i = 0; i < 500; i++) t = insert(t, (int) ((x = x * 1103515245 + 12345) >> 16 & 1023));
    walk(t, &h);
    printf("%u %d\n", h, depth(t));
    return 0;
}
