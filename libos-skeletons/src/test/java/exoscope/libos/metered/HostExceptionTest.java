package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the host throws in hot code says the same as what it throws the first time. */
class HostExceptionTest {

    @Test
    void hostsExceptionKeepsItsMessageHoweverOftenItIsThrown() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    static int thrower(int[] array, int at) { return array[at] / (at - at); }
                    public static Object run() {
                        int[] array = new int[2];
                        int silent = 0;
                        for (int i = 0; i < 60_000; i++) {
                            try { thrower(array, 1 + i % 2); } catch (ArithmeticException | ArrayIndexOutOfBoundsException e) {
                                if (e.getMessage() == null) silent++;
                            }
                        }
                        return silent;
                    }
                }"""));

        assertThat(Guest.run(code, new CountingMeter(100_000_000, 400, 50_000_000)))
                .isEqualTo(0);
    }
}
