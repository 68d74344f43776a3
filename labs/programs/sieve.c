/* Eratosthenes: crosses out multiples, byte by byte over 25 pages. */
#include "program.h"

enum { LIMIT = 100000, PRIMES_BELOW_LIMIT = 9592 };

static unsigned char crossed_out[LIMIT];

static void cross_out_multiples(unsigned prime) {
    for (unsigned multiple = prime * prime; multiple < LIMIT; multiple += prime) {
        crossed_out[multiple] = 1;
    }
}

int main(void) {
    unsigned primes = 0;
    for (unsigned number = 2; number < LIMIT; number++) {
        if (crossed_out[number]) {
            continue;
        }
        primes++;
        if (number <= LIMIT / number) {
            cross_out_multiples(number);
        }
    }
    print_number(primes);
    print(" primes below 100000\n");
    return primes == PRIMES_BELOW_LIMIT ? 0 : 1;
}
