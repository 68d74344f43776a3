/* Sieve of Eratosthenes over a table of 100000 bytes, as often as it takes to be timed. */
#include "program.h"

enum { LIMIT = 100000, PRIMES_BELOW_LIMIT = 9592, ROUNDS = 300 };

static unsigned char crossed_out[LIMIT];

static unsigned count_primes(void) {
    unsigned primes = 0;
    for (unsigned i = 0; i < LIMIT; i++) {
        crossed_out[i] = 0;
    }
    for (unsigned number = 2; number < LIMIT; number++) {
        if (crossed_out[number]) {
            continue;
        }
        primes++;
        for (unsigned multiple = 2 * number; multiple < LIMIT; multiple += number) {
            crossed_out[multiple] = 1;
        }
    }
    return primes;
}

int main(void) {
    unsigned primes = 0;
    for (int round = 0; round < ROUNDS; round++) {
        primes = count_primes();
    }
    print_number(primes);
    print(" primes\n");
    return primes == PRIMES_BELOW_LIMIT ? 0 : 1;
}
