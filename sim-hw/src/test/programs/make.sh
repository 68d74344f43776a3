#!/bin/bash
# Makes ../resources/exoscope/hw/cpu/programs.zip: the programs of this folder and 20 that csmith writes, compiled for
# the R3000 in several ways and for MIPS32, each with what it prints. The host and qemu-mipsel have to agree on that.
# Needs Debian's gcc, gcc-mipsel-linux-gnu, csmith, libcsmith-dev, qemu-user and zip.
set -eu
cd "$(dirname "$0")"
here=$PWD
runtime=$here/../../../../grading/src/main/resources/exoscope/grading/soak
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$work/programs
mkdir -p "$out" "$work/include/gnu"
: >"$work/include/gnu/stubs-o32_soft.h" # Debian has no such C library, but its headers ask for this
common="-mabi=32 -mno-abicalls -fno-pic -nostdlib -static -G0 -fno-strict-aliasing -fwrapv -w -I/usr/include/csmith -I$work/include"

# compile NAME SOURCE HOST-OUTPUT FLAGS...
compile() {
    name=$1 source=$2 expected=$3
    shift 3
    mipsel-linux-gnu-gcc $common "$@" -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-T,"$runtime/program.ld" \
        -o "$out/$name.elf" "$runtime/start.S" "$source" \
        "$work/runtime-${name##*-}.o" "$work/arithmetic-${name##*-}.o" "$work/softfloat-${name##*-}.o"
    mipsel-linux-gnu-strip "$out/$name.elf"
    status=0
    qemu-mipsel "$out/$name.elf" >"$out/$name.out" || status=$?
    echo "exit $status" >>"$out/$name.out"
    cmp "$expected" "$out/$name.out" || { echo "$name: host and QEMU disagree" >&2; exit 1; }
}

hard="-march=r3000 -mfp32 -mhard-float"
soft="-march=r3000 -msoft-float"
release2="-march=mips32r2 -mfp32 -mhard-float"
for part in runtime arithmetic softfloat; do
    for kind in hard soft release2; do
        mipsel-linux-gnu-gcc $common ${!kind} -O2 -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns \
            -c "$runtime/$part.c" -o "$work/$part-$kind.o"
    done
done

host() {
    gcc -O1 -w -fwrapv -fno-strict-aliasing -I/usr/include/csmith "$1" -o "$work/host"
    status=0
    "$work/host" >"$2" || status=$?
    echo "exit $status" >>"$2"
}

for source in *.c; do
    program=${source%.c}
    host "$source" "$work/expected"
    compile "$program-hard" "$source" "$work/expected" $hard -O2
    compile "$program-release2" "$source" "$work/expected" $release2 -O2
    if grep -q 'float\|double' "$source"; then
        compile "$program-soft" "$source" "$work/expected" $soft -O1
    fi
done

seed=1
count=0
while [ $count -lt 20 ]; do
    csmith --seed $seed --no-packed-struct --max-funcs 4 --max-block-size 3 >"$work/c.c"
    seed=$((seed + 1))
    host "$work/c.c" "$work/expected" || continue
    [ "$(tail -1 "$work/expected")" = "exit 0" ] || continue
    kind=$([ $((count % 4)) = 3 ] && echo release2 || echo hard)
    compile "csmith$((seed - 1))-$kind" "$work/c.c" "$work/expected" ${!kind} "-O$((count % 3))"
    count=$((count + 1))
done

mkdir -p ../resources/exoscope/hw/cpu
rm -f ../resources/exoscope/hw/cpu/programs.zip
touch -d 2026-01-01T00:00:00Z "$out"/*
(cd "$out" && zip -q -9 -X "$here/../resources/exoscope/hw/cpu/programs.zip" *)
ls "$out"/*.elf | wc -l
