/* Hash. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static unsigned rol(unsigned x, int n) { return x << n | x >> (32 - n); }
int main(void) {
    unsigned s[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}, w[80];
    for (int block = 0; block < 20; block++) {
        for (int i = 0; i < 16; i++) w[i] = (unsigned) (i * 0x01010101 + block);
        for (int i = 16; i < 80; i++) w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        unsigned a = s[0], b = s[1], c = s[2], d = s[3], e = s[4];
        for (int i = 0; i < 80; i++) {
            unsigned f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
            unsigned k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
            unsigned t = rol(a, 5) + f + e + k + w[i];
            e = d, d = c, c = rol(b, 30), b = a, a = t;
        }
        s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e;
    }
    printf("%08x%08x%08x%08x%08x\n", s[0], s[1], s[2], s[3], s[4]);
    return 0;
}
