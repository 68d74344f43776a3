/* Product of two 150x150 integer matrices, several times. */
#include "program.h"

enum { SIZE = 150, ROUNDS = 12 };

static const unsigned EXPECTED_CHECKSUM = 1389149894u; /* from QEMU */

static int a[SIZE][SIZE];
static int b[SIZE][SIZE];
static int product[SIZE][SIZE];

static void multiply(void) {
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            int sum = 0;
            for (int k = 0; k < SIZE; k++) {
                sum += a[i][k] * b[k][j];
            }
            product[i][j] = sum;
        }
    }
}

int main(void) {
    unsigned checksum = 0;
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            a[i][j] = i + j;
            b[i][j] = i - j;
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        multiply();
        a[round][round] = product[round][round + 1];
    }
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            checksum = 31 * checksum + (unsigned) product[i][j];
        }
    }
    print_number(checksum);
    print(" is the checksum\n");
    return checksum == EXPECTED_CHECKSUM ? 0 : 1;
}
