package exoscope.hw.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElfFuzzTest {
    private static final int ROUNDS = 100_000;

    private final Random random = new Random(2);

    /** Any exception other than the one that is caught fails the test. */
    @Test
    void damagedProgramIsEitherRefusedInASentenceOrSafeToLoad() {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                assertSafe(ElfImage.parse(damaged()));
            } catch (MalformedElfException e) {
                assertThat(e).hasMessageStartingWith("ELF file, offset 0x");
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 100);
    }

    private byte[] damaged() {
        byte[] file = new HandBuiltElf().bytes();
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
            file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
    }

    private static void assertSafe(ElfImage image) {
        long end = 0;
        for (ElfSegment segment : image.segments()) {
            assertThat((long) segment.address()).isGreaterThanOrEqualTo(end);
            assertThat(segment.bytes().length).isLessThanOrEqualTo(segment.memorySize());
            end = segment.end();
        }
        assertThat(end).isLessThanOrEqualTo(0x80000000L);
        assertThat(image.entry() % 4).isZero();
    }
}
