#include "program.h"

enum { TERMS = 20000 };

/* Pi by Leibniz's series, summed from its small end: slow to come near, and every digit hangs on every term. */
static double pi(void) {
    double sum = 0;
    for (int i = TERMS; i >= 0; i--) {
        double term = 4.0 / (2 * i + 1);
        sum = i % 2 == 0 ? sum + term : sum - term;
    }
    return sum;
}

static float root(float x) {
    float guess = x;
    for (int i = 0; i < 20; i++) {
        guess = 0.5f * (guess + x / guess);
    }
    return guess;
}

int main(void) {
    double p = pi();
    print_number((unsigned) (int) (p * 1e8));
    print(" is pi times 100000000, nearly\n");
    print_number((unsigned) (int) (root(2.0f) * 1e6f));
    print(" is the root of 2 times 1000000\n");
    return p < 3.1416426 || p > 3.1416427;
}
