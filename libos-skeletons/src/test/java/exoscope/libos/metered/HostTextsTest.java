package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab04.Pager$$Lambda/0x000000009e242630 | lab04.Pager$$Lambda",
                "a$$Lambda/0x0f and b$$Lambda/0x00g | a$$Lambda and b$$Lambdag",
                "class A cannot be cast to class B (A is in unnamed module of loader 'guest' @5e91993f; B is in module java.base of loader 'bootstrap') | class A cannot be cast to class B",
                "Exception E: a (A and B are in unnamed module of loader 'guest' @1f) [in thread \"env-1\"] | Exception E: a [in thread \"env-1\"]",
                "class jdk.proxy2.$Proxy13 is no list | class exoscope.kernel.Exokernel is no list",
                "frame (3) of $5 at 0x10 (free) | frame (3) of $5 at 0x10 (free)"
            })
    void whatDiffersFromRunToRunIsTakenOut(String text, String repeats) {
        assertThat(HostTexts.repeatable(text)).isEqualTo(repeats);
    }

    @Test
    @Timeout(10)
    void longTextThatNearlyFitsTakesNoLongerThanItIsLong() {
        String mark = " of loader ' (( $$Lambda/0x jdk.proxy1.$Proxy ";
        String text = mark.repeat(100_000);
        assertThat(HostTexts.repeatable(text).length()).isEqualTo(text.length());
    }
}
