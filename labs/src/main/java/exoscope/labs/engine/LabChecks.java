package exoscope.labs.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a class whose methods are a lab's {@link Check checks}. Only the lab engine can run it. */
@ExtendWith(CheckExtension.class)
@TestMethodOrder(CheckExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LabChecks {}
