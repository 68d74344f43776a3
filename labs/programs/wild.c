/* Reads where nothing is mapped. */
#include "program.h"

int main(void) {
    const volatile unsigned *nowhere = (const volatile unsigned *) 0x20000000;
    return (int) *nowhere;
}
