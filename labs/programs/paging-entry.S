/* The handlers of paging.c, and the least that a call can be. */
#include "handlers.inc"

        .text
        CALLING  on_protection, 1, protection_fault

        .globl  nothing
        .ent    nothing
nothing:
        jr      $ra
        nop
        .end    nothing

/* Handlers that do nothing but go on after the instruction. */
        .macro  LEAST name, cause
        .globl  \name
        .ent    \name
\name:
        addiu   $k0, $k0, 4
        RETURN  \cause
        .end    \name
        .endm

        LEAST   on_unaligned, 4
        LEAST   on_coprocessor, 11
        LEAST   on_overflow, 12
