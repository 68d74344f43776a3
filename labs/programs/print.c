#include "program.h"

enum { MOST_DIGITS = 10 };

void print(const char *text) {
    unsigned length = 0;
    while (text[length] != '\0') {
        length++;
    }
    write(OUT, text, length);
}

void print_number(unsigned number) {
    char digits[MOST_DIGITS];
    unsigned first = MOST_DIGITS;
    do {
        digits[--first] = (char) ('0' + number % 10);
        number /= 10;
    } while (number != 0);
    write(OUT, digits + first, MOST_DIGITS - first);
}
