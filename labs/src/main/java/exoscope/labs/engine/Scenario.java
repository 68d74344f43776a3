package exoscope.labs.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a parameter of a check: its evidence is of another scenario than the one that the lab file declares for the check. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scenario {
    /** The scenario's name. */
    String value();
}
