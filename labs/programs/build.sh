#!/bin/sh
# Makes every .elf in this folder from its source. Needs Debian's gcc-mipsel-linux-gnu.
set -eu
cd "$(dirname "$0")"
for program in hello count sieve workingset smallset longset wild reserved loop \
    bench-sieve bench-sort bench-matrix bench-chase bench-copy; do
    source=$program.c
    [ -f "$source" ] || source=$program.S
    mipsel-linux-gnu-gcc -march=r3000 -mabi=32 -mno-abicalls -fno-pic -nostdlib -static \
        -O2 -G0 -msoft-float -ffreestanding -fno-builtin -Wall -Wextra -Werror \
        -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-T,program.ld \
        -o "$program.elf" start.S print.c "$source"
    mipsel-linux-gnu-strip "$program.elf"
done

# With a floating-point unit, as the R3010 and as a MIPS32 processor have it.
for arch in r3000 mips32r2; do
    program=floating-$arch
    mipsel-linux-gnu-gcc -march=$arch -mabi=32 -mfp32 -mhard-float -mno-abicalls -fno-pic -nostdlib -static \
        -O2 -G0 -ffreestanding -fno-builtin -Wall -Wextra -Werror \
        -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-T,fpu.ld \
        -o "$program.elf" start.S print.c floating.c
    mipsel-linux-gnu-strip "$program.elf"
done
