/* Interpreter. */
#include <stdio.h>

#define FOR(i, v) for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
#define SHOW(n) printf("%x\n", (unsigned) (n))
enum { PUSH, ADD, MUL, DUP, SWAP, JNZ, DEC, HALT };
int main(void) {
    static const int code[] = {PUSH, 1, PUSH, 9, SWAP, PUSH, 3, MUL, PUSH, 7, ADD, SWAP, DEC, DUP, JNZ, 4, HALT};
    int stack[16], sp = 0, steps = 0;
    for (int pc = 0;; steps++) switch (code[pc++]) {
        case PUSH: stack[sp++] = code[pc++]; break;
        case ADD: sp--, stack[sp - 1] += stack[sp]; break;
        case MUL: sp--, stack[sp - 1] *= stack[sp]; break;
        case DUP: stack[sp] = stack[sp - 1], sp++; break;
        case SWAP: { int t = stack[sp - 1]; stack[sp - 1] = stack[sp - 2], stack[sp - 2] = t; break; }
        case DEC: stack[sp - 1]--; break;
        case JNZ: if (stack[--sp] != 0) pc = code[pc]; else pc++; break;
        default: printf("%d %d\n", stack[0], steps); return 0;
    }
}
