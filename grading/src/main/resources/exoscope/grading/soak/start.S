/* Where a program starts, and its system calls: Linux's o32 convention, number in $v0. */
        .set    noreorder
        .text

        .globl  __start
        .ent    __start
__start:
        li      $t0, -8
        and     $sp, $sp, $t0
        addiu   $sp, $sp, -32
        move    $a0, $zero              /* argc, argv and envp are empty */
        move    $a1, $zero
        jal     main
        move    $a2, $zero
        jal     exit                    /* what main returns is the exit code */
        move    $a0, $v0
        .end    __start

        .globl  _exit
        .ent    _exit
_exit:
        li      $v0, 4001
        syscall
        b       _exit
        nop
        .end    _exit

        .globl  write
        .ent    write
write:
        li      $v0, 4004
        syscall
        jr      $ra
        nop
        .end    write
