/* Bytes and halves. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
static signed char sc[300];
static unsigned char uc[300];
static short ss[300];
static unsigned short us[300];
int main(void) {
    int sum = 0;
    for (int i = 0; i < 300; i++) {
        sc[i] = (signed char) (i * 7), uc[i] = (unsigned char) (i * 7), ss[i] = (short) (i * 777), us[i] = (unsigned short) (i * 777);
        sum += sc[i] + uc[i] * 2 + ss[i] * 3 + us[i];
        sum += (sc[i] < uc[i]) + (ss[i] < us[i]) * 2;
    }
    SHOW(sum);
}
