/* Strings. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
#include <string.h>
int main(void) {
    char a[80] = "The quick brown fox", b[80];
    strcpy(b, a), strcat(b, " jumps over the lazy dog");
    printf("%d %d %d\n", (int) strlen(b), strcmp(a, b) < 0, strncmp(a, b, 19));
    printf("%s %s\n", strchr(b, 'q'), strrchr(b, 'o'));
    memmove(b + 4, b, 20), memset(b, '-', 4), b[24] = 0;
    printf("%s %d\n", b, memcmp(a, b + 4, 19));
    strncpy(a, "ab", 10);
    printf("%s %d %s\n", a, a[9], strstr("needle in hay", "in"));
    return 0;
}
