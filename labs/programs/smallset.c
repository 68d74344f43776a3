/* The same in small, for being run many times over. */
#define PAGES 7
#define PASSES 2
#define COMPUTE_ROUNDS 300
#include "workingset.c"
