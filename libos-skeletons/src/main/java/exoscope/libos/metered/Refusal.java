package exoscope.libos.metered;

/**
 * Something in a class file that guest code may not do.
 *
 * @param file the source file's path, or only its name, or the class's where the class file has none
 * @param className the class, by its binary name
 * @param member the method or field that does it, or empty when the class as a whole does
 * @param line the source line, from 1; 0 when unknown
 * @param reason what is refused and why, as a clause
 * @param advice what to do instead, as a clause
 */
public record Refusal(String file, String className, String member, int line, String reason, String advice) {

    /** The same with the whole path of its source file. */
    Refusal in(String path) {
        return new Refusal(path, className, member, line, reason, advice);
    }

    /** What a student reads, without the place. */
    public String sentence() {
        return reason + "; " + advice + ".";
    }

    /** The sentence with its place in the source. */
    public Problem asProblem() {
        return new Problem(file, line, 0, 0, Problem.Severity.ERROR, sentence());
    }

    /** The refusal in one line: {@code Pager.java:41: System.exit() is not available …}. */
    @Override
    public String toString() {
        return asProblem().toString();
    }
}
