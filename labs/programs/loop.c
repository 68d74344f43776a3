/* Never ends, never asks for anything. */
#include "program.h"

int main(void) {
    for (;;) {
    }
}
