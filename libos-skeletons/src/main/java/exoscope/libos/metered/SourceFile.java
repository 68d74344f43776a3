package exoscope.libos.metered;

/**
 * One Java source file of a submission, as text.
 *
 * @param path where it lies below the submission's folder, with {@code /} between the parts and {@code .java} at the
 * end
 * @param text its content
 */
public record SourceFile(String path, String text) {

    /** The last part of the path, which is what a class file remembers of it. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
