package exoscope.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a kernel call gives back: a value, or a refusal with its reason.
 *
 * @param <T> the value's type; {@link Boolean} where success itself is the answer
 */
public sealed interface Result<T> {

    /** The call was carried out. */
    record Ok<T>(T value) implements Result<T> {}

    /**
     * The call was refused and changed nothing.
     *
     * @param error the kind of refusal
     * @param reason one sentence with the values involved
     */
    record Refused<T>(KernelError error, String reason) implements Result<T> {
        /** The same in every run, which the hash of an enum constant is not. */
        @Override
        @SuppressWarnings("EnumOrdinal") // the order of refusals may change, but not from one run to the next
        public int hashCode() {
            return 31 * error.name().hashCode() + reason.hashCode();
        }
    }

    default boolean ok() {
        return this instanceof Ok;
    }

    /** The value of a call that must have succeeded. */
    default T get() {
        return switch (this) {
            case Ok<T> ok -> ok.value();
            case Refused<T> refused ->
                throw new IllegalStateException("kernel call refused: " + refused.error() + ", " + refused.reason());
        };
    }

    /** The error, or null if the call succeeded. */
    default @Nullable KernelError error() {
        return this instanceof Refused<T> refused ? refused.error() : null;
    }
}
