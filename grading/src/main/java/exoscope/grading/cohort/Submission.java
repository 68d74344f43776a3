package exoscope.grading.cohort;

import java.nio.file.Path;

/**
 * What a student handed in, not yet looked into.
 *
 * @param student who: the name of the folder, or of the file without its ending
 * @param path a folder, a {@code .java} file or a {@code .zip} file
 */
public record Submission(String student, Path path) {}
