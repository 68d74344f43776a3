/* Crc. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static unsigned table[256];
int main(void) {
    for (unsigned i = 0; i < 256; i++) { unsigned c = i; for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1; table[i] = c; }
    unsigned c = ~0u;
    for (unsigned i = 0; i < 20000; i++) c = table[(c ^ i * 7) & 255] ^ c >> 8;
    SHOW(~c);
}
