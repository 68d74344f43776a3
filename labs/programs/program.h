/* What a guest program may ask for. */
#ifndef PROGRAM_H
#define PROGRAM_H

enum { OUT = 1, ERR = 2 };

/* Ends the program; the low 8 bits of the code reach whoever started it. */
void exit(int code) __attribute__((noreturn));

/* Writes bytes to OUT or ERR; gives how many were written, or a negative error number. */
int write(int descriptor, const void *bytes, unsigned length);

/* Writes text, or a number in decimal, to OUT. */
void print(const char *text);
void print_number(unsigned number);

int main(void);

#endif
