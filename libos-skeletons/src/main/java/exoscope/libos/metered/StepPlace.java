package exoscope.libos.metered;

import java.util.List;

/**
 * A place in guest code at which it can be stopped and looked at.
 *
 * @param file the source file's path, such as {@code lab04/Pager.java}
 * @param line from 1, or 0 if it is not known
 * @param method class and method, such as {@code Pager.onRevoke}
 * @param charged whether it is a charge point, where the environment may be preempted
 * @param statement whether a source line begins here
 * @param variables those of the method that have a value here, as the class file names them
 */
public record StepPlace(
        String file, int line, String method, boolean charged, boolean statement, List<Variable> variables) {
    public StepPlace {
        variables = List.copyOf(variables);
    }

    /**
     * A local variable or parameter.
     *
     * @param name its name
     * @param type its declared type's simple name
     */
    public record Variable(String name, String type) {}

    /** Whether both are on the same line of the same method. */
    public boolean sameLine(StepPlace other) {
        return line == other.line && file.equals(other.file) && method.equals(other.method);
    }
}
