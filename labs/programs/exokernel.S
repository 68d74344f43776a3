/* The exokernel's calls, in the Linux o32 convention with numbers from 5001 on. */
        .set    noreorder
        .text

        .macro  CALL name, number
        .globl  \name
        .ent    \name
\name:
        li      $v0, \number
        syscall
        beqz    $a3, 1f
        nop
        negu    $v0, $v0
1:      jr      $ra
        nop
        .end    \name
        .endm

        .macro  LOOK name, number       /* nothing that could fail */
        .globl  \name
        .ent    \name
\name:
        li      $v0, \number
        syscall
        jr      $ra
        nop
        .end    \name
        .endm

        CALL    bind_handler, 5001
        CALL    release_handler, 5002
        CALL    protect, 5003
        CALL    yield, 5004
        CALL    bind_interrupt_words, 5005
        LOOK    now, 5006
        LOOK    excess_time, 5007
        CALL    map, 5008
        CALL    unmap, 5009
