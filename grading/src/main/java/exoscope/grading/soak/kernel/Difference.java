package exoscope.grading.soak.kernel;

import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was expected and what was found, in words. */
final class Difference {
    private Difference() {}

    static @Nullable String same(@Nullable Object expected, @Nullable Object found) {
        return Objects.equals(expected, found) ? null : "expected %s, got %s".formatted(expected, found);
    }

    static @Nullable String same(@Nullable KernelError expected, Result<?> found) {
        return same((Object) expected, found.error());
    }
}
