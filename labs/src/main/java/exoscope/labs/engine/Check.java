package exoscope.labs.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A check: a JUnit test with the id that the lab file declares. It may take the {@link LabRun} of its scenario or an
 * {@link Exploration} of it, and fails by an {@link AssertionError}, best a {@link CheckFailure} that knows the place.
 */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Check {
    /** The id. */
    String value();
}
