package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each instruction computes, by RFC 9669; every program runs on both engines. */
class ConformanceTest {
    private final EbpfFixture f = new EbpfFixture();

    private void assertReturns(String value, String source) {
        String program = source.replace(';', '\n') + "\nexit";
        assertThat(Decoder.decode(Decoder.encode(Assembler.assemble(program))))
                .as("decoded again")
                .isEqualTo(Assembler.assemble(program));
        Result result = f.run(program, 64);
        assertThat(result.outcome()).isEqualTo(Result.Outcome.RETURNED);
        assertThat(Long.toHexString(result.value())).isEqualTo(Long.toHexString(Long.decode(value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            5                   @ r0 = 2; r0 += 3
            -1                  @ r0 = 2; r0 += -3
            4                   @ r0 = 1; r2 = 3; r0 += r2
            -1                  @ r0 = 2; r0 -= 3
            3                   @ r0 = 5; r2 = 2; r0 -= r2
            -6                  @ r0 = 2; r0 *= -3
            0x3fffffffc         @ r0 = 0xffffffff ll; r0 *= 4
            3                   @ r0 = 10; r0 /= 3
            0x5555555555555555  @ r0 = -1; r0 /= 3
            0                   @ r0 = 5; r0 /= -1
            -5                  @ r0 = 5; r0 s/= -1
            -3                  @ r0 = -10; r0 s/= 3
            -3                  @ r0 = -10; r2 = 3; r0 s/= r2
            0                   @ r0 = 5; r2 = 0; r0 /= r2
            0                   @ r0 = 5; r2 = 0; r0 s/= r2
            0                   @ r0 = 5; r0 /= 0
            1                   @ r0 = 10; r0 %= 3
            0                   @ r0 = -1; r0 %= 3
            -1                  @ r0 = -10; r0 s%= 3
            5                   @ r0 = 5; r2 = 0; r0 %= r2
            -5                  @ r0 = -5; r2 = 0; r0 s%= r2
            0x7ffffffffffffff8  @ r0 = 0x7ffffffffffffff8 ll; r0 |= 8
            7                   @ r0 = 5; r0 |= 3
            1                   @ r0 = 5; r0 &= 3
            -6                  @ r0 = 5; r2 = -1; r0 ^= r2
            0x6                 @ r0 = 5; r0 ^= 3
            0x100000000         @ r0 = 1; r0 <<= 32
            2                   @ r0 = 1; r2 = 65; r0 <<= r2
            0x0fffffffffffffff  @ r0 = -1; r0 >>= 4
            -1                  @ r0 = -16; r0 s>>= 4
            -1                  @ r0 = -16; r2 = 68; r0 s>>= r2
            -5                  @ r0 = 5; r0 = -r0
            -7                  @ r0 = -7
            9                   @ r2 = 9; r0 = r2
            -1                  @ r2 = 255; r0 = (s8)r2
            127                 @ r2 = 0x1237f ll; r0 = (s8)r2
            -2                  @ r2 = 0xfffe; r0 = (s16)r2
            -2147483648         @ r2 = 0x80000000 ll; r0 = (s32)r2
            """)
    void wideArithmetic(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            0                   @ w0 = -1; w0 += 1
            0xffffffff          @ w0 = 0; w0 -= 1
            0xfffffffc          @ r0 = -1; w0 *= 4
            0x55555555          @ r0 = -1; w0 /= 3
            0                   @ w0 = 5; w2 = 0; w0 /= w2
            0xfffffffd          @ w0 = -10; w0 s/= 3
            0x80000000          @ w0 = -2147483648; w0 s/= -1
            0                   @ w0 = -2147483648; w0 s%= -1
            1                   @ w0 = 10; w0 %= 3
            0xffffffff          @ w0 = -10; w0 s%= 3
            0xffffffff          @ r0 = -1; w2 = 0; w0 %= w2
            0xffffffff          @ w0 = 0; w0 |= -1
            0xfffffff0          @ r0 = -1; w0 &= -16
            0xfffffff5          @ w0 = 10; w0 ^= -1
            2                   @ w0 = 1; w2 = 33; w0 <<= w2
            0x0fffffff          @ r0 = -1; w0 >>= 4
            0xffffffff          @ w0 = -16; w0 s>>= 4
            0xfffffffb          @ w0 = 5; w0 = -w0
            0xffffffff          @ w0 = -1
            0x9abcdef0          @ r2 = 0x123456789abcdef0 ll; w0 = w2
            0xfffffff0          @ r2 = 0x123456789abcdef0 ll; w0 = (s8)w2
            0xffffdef0          @ r2 = 0x123456789abcdef0 ll; w0 = (s16)w2
            """)
    void narrowArithmeticClearsTheUpperHalf(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            0x7788              @ r0 = 0x1122334455667788 ll; r0 = le16 r0
            0x55667788          @ r0 = 0x1122334455667788 ll; r0 = le32 r0
            0x1122334455667788  @ r0 = 0x1122334455667788 ll; r0 = le64 r0
            0x8877              @ r0 = 0x1122334455667788 ll; r0 = be16 r0
            0x88776655          @ r0 = 0x1122334455667780 ll; r0 |= 8; r0 = be32 r0
            0x7766554433221100  @ r0 = 0x11223344556677 ll; r0 = be64 r0
            0x8877              @ r0 = 0x1122334455667788 ll; r0 = bswap16 r0
            0x88776655          @ r0 = 0x1122334455667788 ll; r0 = bswap32 r0
            0x7766554433221100  @ r0 = 0x11223344556677 ll; r0 = bswap64 r0
            """)
    void byteSwaps(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | ==   |  5 |  5
            0 | ==   |  5 |  6
            0 | !=   |  5 |  5
            1 | !=   |  5 |  6
            1 | >    | -1 |  5
            0 | >    |  5 |  5
            1 | >=   |  5 |  5
            0 | >=   |  4 | -1
            1 | <    |  4 | -1
            0 | <    |  5 |  5
            1 | <=   |  5 |  5
            0 | <=   | -1 |  5
            0 | s>   | -1 |  5
            1 | s>   |  6 |  5
            1 | s>=  |  5 |  5
            0 | s>=  | -1 |  5
            1 | s<   | -1 |  5
            0 | s<   |  5 |  5
            1 | s<=  |  5 |  5
            0 | s<=  |  6 |  5
            1 | &    |  6 |  3
            0 | &    |  4 |  3
            """)
    void jumps(int taken, String comparison, int left, int right) {
        for (String bank : List.of("r", "w")) {
            String setup = "r2 = *(u32 *)(r1 + 16); r0 = 1; r2 = %d; r3 = %d; ".formatted(left, right);
            assertReturns("" + taken, setup + "if %s2 %s %d goto +1; r0 = 0".formatted(bank, comparison, right));
            assertReturns("" + taken, setup + "if %s2 %s %s3 goto +1; r0 = 0".formatted(bank, comparison, bank));
            assertReturns(
                    "" + taken,
                    unknown(left, right) + "if %s2 %s %s3 goto +1; r0 = 0".formatted(bank, comparison, bank));
        }
    }

    /** Numbers of which the verifier knows nothing: the packet is 64 bytes long. */
    private static String unknown(int left, int right) {
        return "r2 = *(u64 *)(r1 + 24); r3 = *(u32 *)(r1 + 16); r3 -= 64; r3 += r2; r2 += %d; r3 += %d; r0 = 1; "
                .formatted(left, right);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            1 @ r0 = 1; r2 = 0x100000005 ll; if w2 == 5 goto +1; r0 = 0
            0 @ r0 = 1; r2 = 0x100000005 ll; if r2 == 5 goto +1; r0 = 0
            1 @ r0 = 1; r2 = 0x80000000 ll; if w2 s< 0 goto +1; r0 = 0
            0 @ r0 = 1; r2 = 0x80000000 ll; if r2 s< 0 goto +1; r0 = 0
            0 @ r0 = 1; r2 = 0x700000000 ll; if w2 & -1 goto +1; r0 = 0
            1 @ r0 = 1; goto +1; r0 = 0; if r0 == 7 goto -2
            1 @ r0 = 1; gotol +1; r0 = 0; if r0 == 7 goto -2
            """)
    void halvesAndDistances(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            0x11                @ r2 = 0x1122334455667788 ll; *(u64 *)(r10 - 8) = r2; r0 = *(u8 *)(r10 - 1)
            0x7788              @ r2 = 0x1122334455667788 ll; *(u64 *)(r10 - 8) = r2; r0 = *(u16 *)(r10 - 8)
            0x33445566          @ r2 = 0x1122334455667788 ll; *(u64 *)(r10 - 8) = r2; r0 = *(u32 *)(r10 - 6)
            0x1122334455667788  @ r2 = 0x1122334455667788 ll; *(u64 *)(r10 - 8) = r2; r0 = *(u64 *)(r10 - 8)
            -120                @ r2 = 0x1122334455667788 ll; *(u64 *)(r10 - 8) = r2; r0 = *(s8 *)(r10 - 8)
            -2                  @ *(u16 *)(r10 - 8) = 65534; r0 = *(s16 *)(r10 - 8)
            -2                  @ *(u32 *)(r10 - 8) = -2; r0 = *(s32 *)(r10 - 8)
            0xfffffffe          @ *(u32 *)(r10 - 8) = -2; r0 = *(u32 *)(r10 - 8)
            -2                  @ *(u64 *)(r10 - 8) = -2; r0 = *(u64 *)(r10 - 8)
            0xfe                @ *(u8 *)(r10 - 1) = -2; r0 = *(u8 *)(r10 - 1)
            0x88                @ r2 = 0x1122334455667788 ll; *(u8 *)(r10 - 1) = r2; r0 = *(u8 *)(r10 - 1)
            0x55667788          @ r2 = 0x1122334455667788 ll; *(u32 *)(r10 - 4) = r2; r0 = *(u32 *)(r10 - 4)
            64                  @ r0 = *(u32 *)(r1 + 16)
            7                   @ r2 = 7; *(u64 *)(r1 + 24) = r2; r0 = *(u64 *)(r1 + 24)
            6                   @ r2 = value[0]+8; *(u64 *)(r2 + 0) = 6; r0 = *(u64 *)(r2 + 0)
            64                  @ r2 = *(u64 *)(r1 + 0); r0 = *(u64 *)(r1 + 8); r0 -= r2
            """)
    void loadsAndStores(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            8                   @ r2 = 3; lock *(u64 *)(r10 - 8) += r2; r0 = *(u64 *)(r10 - 8)
            7                   @ r2 = 3; lock *(u64 *)(r10 - 8) |= r2; r0 = *(u64 *)(r10 - 8)
            1                   @ r2 = 3; lock *(u64 *)(r10 - 8) &= r2; r0 = *(u64 *)(r10 - 8)
            6                   @ r2 = 3; lock *(u64 *)(r10 - 8) ^= r2; r0 = *(u64 *)(r10 - 8)
            5                   @ r2 = 3; r2 = atomic_fetch_add((u64 *)(r10 - 8), r2); r0 = r2
            5                   @ r2 = 3; r2 = atomic_fetch_or((u64 *)(r10 - 8), r2); r0 = r2
            5                   @ r2 = 3; r2 = atomic_fetch_and((u64 *)(r10 - 8), r2); r0 = r2
            5                   @ r2 = 3; r2 = atomic_fetch_xor((u64 *)(r10 - 8), r2); r0 = r2
            5                   @ r2 = 3; r2 = xchg_64(r10 - 8, r2); r0 = r2
            3                   @ r2 = 3; r2 = xchg_64(r10 - 8, r2); r0 = *(u64 *)(r10 - 8)
            5                   @ r0 = 5; r2 = 9; r0 = cmpxchg_64(r10 - 8, r0, r2)
            9                   @ r0 = 5; r2 = 9; r0 = cmpxchg_64(r10 - 8, r0, r2); r0 = *(u64 *)(r10 - 8)
            5                   @ r0 = 6; r2 = 9; r0 = cmpxchg_64(r10 - 8, r0, r2); r0 = *(u64 *)(r10 - 8)
            4                   @ r2 = -1; lock *(u32 *)(r10 - 8) += r2; r0 = *(u64 *)(r10 - 8)
            -8589934588         @ r2 = -1; lock *(u64 *)(r10 - 8) += r2; r3 = -2; *(u32 *)(r10 - 4) = r3; \
                                  r0 = *(u64 *)(r10 - 8)
            5                   @ r2 = -1; r2 = atomic_fetch_add((u32 *)(r10 - 8), r2); r0 = r2
            0                   @ r2 = -1; r2 = xchg_32(r10 - 4, r2); r0 = r2
            0xffffffff          @ r2 = -1; r2 = xchg_32(r10 - 4, r2); r0 = *(u32 *)(r10 - 4)
            5                   @ r0 = 0xf00000005 ll; r2 = 9; r0 = cmpxchg_32(r10 - 8, r0, r2)
            9                   @ r0 = 0xf00000005 ll; r2 = 9; r0 = cmpxchg_32(r10 - 8, r0, r2); r0 = *(u32 *)(r10 - 8)
            """)
    void atomicOperations(String value, String source) {
        assertReturns(value, "*(u64 *)(r10 - 8) = 5; " + source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            12 @ r6 = 5; r7 = 1; r1 = 7; call double; r0 -= 7; r0 += r6; exit; double:; r6 = r1; r0 = r6; r0 += r6
            11 @ *(u64 *)(r10 - 8) = 4; r1 = r10; r1 += -8; call change; r0 = *(u64 *)(r10 - 8); exit; \
                 change:; r2 = *(u64 *)(r1 + 0); r2 += 7; *(u64 *)(r1 + 0) = r2; r0 = 0
            3  @ r1 = 1; call one; exit; one:; r1 += 1; *(u64 *)(r10 - 8) = r1; call two; exit; two:; r1 += 1; r0 = r1
            """)
    void functionsKeepWhatTheirCallersSaved(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            0x6 @ r2 = region[0]; r1 = r2; *(u32 *)(r10 - 4) = 3; r2 = r10; r2 += -4; call 1; if r0 == 0 goto +2; \
                  *(u64 *)(r0 + 8) = 6; r0 = *(u64 *)(r0 + 8)
            0   @ r1 = region[0]; *(u32 *)(r10 - 4) = 4; r2 = r10; r2 += -4; call 1; if r0 == 0 goto +1; r0 = 5
            0   @ r1 = r10; r1 += -8; *(u64 *)(r1 + 0) = 5; r2 = 8; call 3
            0   @ r1 = 12; call 5
            -1  @ r1 = -12; call 5
            0x0a090807 @ r1 = 7; r2 = r10; r2 += -4; r3 = 4; call 6; r0 = *(u32 *)(r10 - 4)
            -1  @ r1 = 61; r2 = r10; r2 += -4; r3 = 4; call 6
            0x0a000b @ *(u32 *)(r10 - 8) = 655371; r1 = region[0]; r2 = 20; r3 = r10; r3 += -8; r4 = 4; call 4; \
                  r1 = region[0]; *(u32 *)(r10 - 4) = 1; r2 = r10; r2 += -4; call 1; if r0 == 0 goto +1; \
                  r0 = *(u32 *)(r0 + 4)
            """)
    void helpers(String value, String source) {
        assertReturns(value, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
            0x0302 @ r2 = *(u64 *)(r1 + 0); r3 = *(u64 *)(r1 + 8); r0 = 0; r4 = r2; r4 += 4; if r4 > r3 goto +1; \
                     r0 = *(u16 *)(r2 + 2)
            0      @ r2 = *(u64 *)(r1 + 0); r3 = *(u64 *)(r1 + 8); r0 = 0; r4 = r2; r4 += 65; if r4 > r3 goto +1; \
                     r0 = *(u16 *)(r2 + 2)
            2016   @ r2 = *(u64 *)(r1 + 0); r3 = *(u64 *)(r1 + 8); r0 = 0; r5 = 0; again:; r4 = r2; r4 += r5; \
                     r1 = r4; r1 += 1; if r1 > r3 goto done; r1 = *(u8 *)(r4 + 0); r0 += r1; r5 += 1; \
                     if r5 < 100 goto again; done:
            """)
    void packets(String value, String source) {
        assertReturns(value, source);
    }

    /** Found by changing random programs: a helper that does not exist, behind a condition that never holds. */
    @Test
    void codeThatNoPathReachesIsNeverLookedAt() {
        assertReturns("41", "r0 = 41; if r0 == 41 goto +3; call 99; r3 = region[9]");
    }
}
