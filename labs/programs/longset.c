/* The same for longer, with a pass that only reads after each one that writes. */
#define PAGES 24
#define PASSES 6
#define COMPUTE_ROUNDS 100000
#define SWEEPS
#include "workingset.c"
