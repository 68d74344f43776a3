package exoscope.libos.metered;

/**
 * What is wrong with a submission, at its place in the source: from the compiler or from the verifier.
 *
 * @param file the source file's path, or empty when the problem is in no one file
 * @param line the line, from 1; 0 when unknown
 * @param column the column, from 1; 0 when unknown
 * @param length how many characters are concerned, at least 1 where the column is known
 * @param severity whether it stops the submission
 * @param message what a student reads
 */
public record Problem(String file, int line, int column, int length, Severity severity, String message) {

    /** Whether a problem stops the submission. */
    public enum Severity {
        /** The submission cannot run. */
        ERROR,
        /** The submission runs all the same. */
        WARNING
    }

    /** An error that belongs to a file as a whole, or to none when {@code file} is empty. */
    public static Problem ofFile(String file, String message) {
        return new Problem(file, 0, 0, 0, Severity.ERROR, message);
    }

    /** The problem in one line: {@code Pager.java:41: message}. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return place.isEmpty() ? message : place + ": " + message;
    }
}
