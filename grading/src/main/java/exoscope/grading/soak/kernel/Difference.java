package exoscope.grading.soak.kernel;

import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was expected and what was found, in words; and what nobody expects. */
final class Difference {
    private Difference() {}

    static @Nullable String same(@Nullable Object expected, @Nullable Object found) {
        return Objects.equals(expected, found) ? null : "expected %s, got %s".formatted(expected, found);
    }

    static @Nullable String same(@Nullable KernelError expected, Result<?> found) {
        return same((Object) expected, found.error());
    }

    /** An argument that a caller's compiler would not have let through. */
    @SuppressWarnings("NullAway")
    static <T> T unchecked(@Nullable T argument) {
        return argument;
    }
}
