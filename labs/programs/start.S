/* Where a program starts, and its two system calls in the Linux o32 convention:
 * number in $v0, arguments in $a0.., result in $v0, and $a3 not zero when the call failed. */
#include "system-calls.h"

        .set    noreorder
        .text

        .globl  __start
        .ent    __start
__start:
        li      $t0, -8
        and     $sp, $sp, $t0
        addiu   $sp, $sp, -16           /* room where main may save its arguments */
        jal     main
        nop
        move    $a0, $v0
        .end    __start

        /* fall through: what main returns is the exit code */
        .globl  exit
        .ent    exit
exit:
        li      $v0, SYS_EXIT
        syscall
        b       exit                    /* a kernel that lets us go on is asked again */
        nop
        .end    exit

        .globl  write
        .ent    write
write:
        li      $v0, SYS_WRITE
        syscall
        beqz    $a3, 1f
        nop
        negu    $v0, $v0
1:      jr      $ra
        nop
        .end    write
