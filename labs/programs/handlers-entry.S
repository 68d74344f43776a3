/* The handlers of handlers.c, and what raises an exception with known registers. */
#include "handlers.inc"
#define COUNTER(cause) (AREAS + 0x400 + 4 * (cause))

        .text
        SKIPPING on_unaligned_load, 4, COUNTER(4)
        SKIPPING on_unaligned_store, 5, COUNTER(5)
        SKIPPING on_breakpoint, 9, COUNTER(9)
        SKIPPING on_reserved, 10, COUNTER(10)
        SKIPPING on_coprocessor, 11, COUNTER(11)
        SKIPPING on_overflow, 12, COUNTER(12)
        CALLING  on_read_only, 1, make_writable
        CALLING  on_miss_load, 2, add_page
        CALLING  on_miss_store, 3, add_page

/* Fills registers, raises the exception whose instruction follows, and counts the registers that differ afterwards. */
        .macro  RAISE name, instruction:vararg
        .globl  \name
        .ent    \name
\name:
        addiu   $sp, $sp, -32
        sw      $ra, 28($sp)
        lui     $at, 0x1234
        lui     $t0, 0x7fff
        ori     $t0, $t0, 0xffff
        li      $t1, 1
        li      $t2, 33
        li      $v1, 44
        li      $a3, 55
        mtlo    $v1
        mthi    $a3
        \instruction
        lui     $t3, 0x1234
        xor     $t3, $t3, $at
        sltu    $v0, $zero, $t3
        addiu   $t2, $t2, -33
        sltu    $t2, $zero, $t2
        addu    $v0, $v0, $t2
        mflo    $t4
        xor     $t4, $t4, $v1
        sltu    $t4, $zero, $t4
        addu    $v0, $v0, $t4
        mfhi    $t5
        addiu   $t5, $t5, -55
        sltu    $t5, $zero, $t5
        addu    $v0, $v0, $t5
        lw      $ra, 28($sp)
        jr      $ra
        addiu   $sp, $sp, 32
        .end    \name
        .endm

        RAISE   raise_overflow, add $t3, $t0, $t1
        RAISE   raise_unaligned_load, lw $t3, 1($a0)
        RAISE   raise_unaligned_store, sw $t3, 2($a0)
        RAISE   raise_breakpoint, break 0
        RAISE   raise_reserved, .word 0xfc000000
        RAISE   raise_coprocessor, .word 0x48000000
        RAISE   raise_store, sw $t1, 0($a0)
        RAISE   raise_load, lw $t3, 0($a0)

/* A store in the delay slot of a branch that is taken: the handler returns to the branch. */
        .globl  store_in_delay_slot
        .ent    store_in_delay_slot
store_in_delay_slot:
        b       1f
        sw      $a1, 0($a0)
        jr      $ra
        li      $v0, 1                  /* not reached */
1:      jr      $ra
        li      $v0, 0
        .end    store_in_delay_slot
