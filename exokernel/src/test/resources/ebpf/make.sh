#!/bin/sh
# Makes every .o in this folder from its source. Needs Debian's clang-19 (clang 18 or newer, for cpu v4).
set -eu
cd "$(dirname "$0")"
for program in echo checksum predicate owns refused; do
    clang-19 -target bpf -mcpu=v3 -O2 -g0 -Wall -Wno-unused-variable -c "$program.c" -o "$program.o"
done
clang-19 -target bpf -mcpu=v4 -O2 -g0 -Wall -Wno-unused-variable -c v4.c -o v4.o
