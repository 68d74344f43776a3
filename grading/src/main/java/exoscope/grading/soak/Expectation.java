package exoscope.grading.soak;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a program's results without this machine and QEMU.
 *
 * @param printed what it prints, or null if anything will do
 * @param exit how it ends, as a shell sees it
 */
record Expectation(@Nullable String printed, int exit) {
    /** Of a program that checks itself. */
    static final Expectation PASSED = new Expectation(null, 0);

    /** Just what another computer gave. */
    static Expectation of(Output output) {
        return new Expectation(output.printed(), output.exit());
    }

    boolean isMetBy(Output actual) {
        return exit == actual.exit() && (printed == null || printed.equals(actual.printed()));
    }
}
