#!/bin/sh
# Makes every .elf in this folder from its source. Needs Debian's gcc-mipsel-linux-gnu.
set -eu
cd "$(dirname "$0")"
make() { # name, sources and options
    name=$1
    shift
    mipsel-linux-gnu-gcc -march=r3000 -mabi=32 -mno-abicalls -fno-pic -nostdlib -static \
        -O2 -G0 -msoft-float -ffreestanding -fno-builtin -Wall -Wextra -Werror \
        -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-T,program.ld \
        -o "$name.elf" start.S print.c "$@"
    mipsel-linux-gnu-strip "$name.elf"
}

for program in hello count sieve workingset smallset longset wild reserved loop shared-counter \
    bench-sieve bench-sort bench-matrix bench-chase bench-copy; do
    source=$program.c
    [ -f "$source" ] || source=$program.S
    make "$program" "$source"
done

# With exception handlers of their own.
for program in handlers slices paging; do
    make "$program" exokernel.S "$program-entry.S" "$program.c"
done
for evil in 1 2 3 4 5 6 7; do
    make "evil-$evil" "-DEVIL=$evil" exokernel.S evil.c
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
