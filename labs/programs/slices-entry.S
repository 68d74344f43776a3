/* The handlers of slices.c: the end of a slice is dealt with by saving what the program may have in use, and yielding. */
#include "handlers.inc"

        .text
        CALLING  on_slice_end, 17, slice_ended
        CALLING  on_slice_start, 16, slice_started
