/* Executes an instruction that MIPS I does not have: major opcode 0x3f. */
        .set    noreorder
        .text
        .globl  main
        .ent    main
main:
        .word   0xfc000000
        jr      $ra
        move    $v0, $zero
        .end    main
