package exoscope.grading.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void programThatEndsInQemuAloneIsNoAgreement() {
        Tally tally = new Tally("some");
        tally.skip("no time");
        tally.skip("no time");
        assertThat(tally.agrees()).isTrue();
        tally.unfinished("endless: ended in QEMU alone");
        assertThat(tally.agrees()).isFalse();
        assertThat(tally.skips()).containsOnly(Map.entry("no time", 2));
    }

    @Test
    void programThatChecksItselfPassesWithZeroAlone() {
        assertThat(Expectation.PASSED.isMetBy(new Output("printed", 0))).isTrue();
        assertThat(Expectation.PASSED.isMetBy(new Output("", 134))).isFalse();
        assertThat(Expectation.of(new Output("one", 0)).isMetBy(new Output("other", 0)))
                .isFalse();
    }
}
