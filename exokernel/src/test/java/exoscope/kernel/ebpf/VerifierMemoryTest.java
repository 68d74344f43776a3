package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a program can make the verifier keep. */
class VerifierMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    private static final String WRITES_EITHER = """
            r6 = r1
            r1 = r10
            r1 += -8
            r2 = *(u32 *)(r6 + 16)
            call callee
            r1 = *(u64 *)(r10 - 8)
            r0 += r1
            exit
            callee:
            r0 = 1
            if r2 == 5 goto +2
            *(u64 *)(r1 + 0) = 7
            exit
            *(u64 *)(r1 + 0) = 9
            exit
            """;

    private final EbpfFixture f = new EbpfFixture();

    /** Eight functions that call each other, and a loop in the last that a packet's length may end in every round. */
    static String deepLoop(int rounds) {
        StringBuilder source = new StringBuilder();
        for (int i = 1; i < 8; i++) {
            source.append("call f%d\nexit\nf%d:\n".formatted(i, i));
        }
        return source + """
                r6 = 0
                again:
                r6 += 1
                r2 = *(u32 *)(r1 + 16)
                if r2 == 5 goto out
                if r6 != %d goto again
                out:
                r0 = 0
                exit
                """.formatted(rounds);
    }

    private static long allocated() {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return bean.getCurrentThreadAllocatedBytes();
    }

    @Test
    void deepProgramWithManyBranchesTakesLittleMemoryBeforeItIsRefused() {
        Program program = EbpfFixture.program(deepLoop(2_000_000));
        long before = allocated();
        RefusedProgramException refusal =
                catchThrowableOfType(RefusedProgramException.class, () -> Verifier.verify(program, f.type));
        assertThat(allocated() - before).as("allocated").isLessThan(256 * MEGABYTE);
        assertThat(refusal).hasMessageEndingWith(": 4096 branches wait to be followed; a loop may have too many");
        assertThat(refusal.explored()).isBetween(Verifier.MOST_PENDING, 5 * Verifier.MOST_PENDING);
    }

    @Test
    void pathsThatShareACallersStackWriteToItEachForItself() {
        assertThat(f.run(WRITES_EITHER, 5).value()).isEqualTo(10);
        assertThat(f.run(WRITES_EITHER, 6).value()).isEqualTo(8);
    }

    /** The way that does not jump writes to its caller's stack; what the other knows of it must stay what it was. */
    @Test
    void stackOfACallerIsNotWrittenOnBothPaths() {
        String source = """
                r1 = *(u32 *)(r1 + 16)
                r2 = r10
                r2 += -8
                call callee
                r0 = *(u64 *)(r10 - 8)
                exit
                callee:
                r0 = 0
                if r1 == 5 goto +1
                *(u64 *)(r2 + 0) = 7
                exit
                """;
        RefusedProgramException refusal = catchThrowableOfType(RefusedProgramException.class, () -> f.verify(source));
        assertThat(refusal).hasMessageContaining("reads 8 bytes of stack from r10 - 8 on that were not all written");
        assertThat(refusal.explored()).isPositive();
    }
}
