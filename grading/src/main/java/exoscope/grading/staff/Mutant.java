package exoscope.grading.staff;

import exoscope.labs.engine.Lab;
import exoscope.libos.metered.SourceFile;
import java.util.List;

/**
 * A known wrong solution of a lab, as edits to the reference.
 *
 * @param id what the kill matrix calls it
 * @param title what it does wrong
 * @param misconception the belief behind it
 * @param hint a question that leads on
 * @param killedBy checks that it must not pass, first the one that exists for this mistake
 * @param edits what makes it wrong, in this order
 */
public record Mutant(
        String id, String title, String misconception, String hint, List<String> killedBy, List<Edit> edits) {

    /**
     * Text to replace.
     *
     * @param file the file's path
     * @param find occurs there exactly once
     * @param replace what stands there instead
     */
    public record Edit(String file, String find, String replace) {
        SourceFile in(SourceFile source, String mutant) {
            int at = source.text().indexOf(find);
            if (at < 0 || source.text().indexOf(find, at + 1) >= 0) {
                throw new IllegalStateException(
                        "mutant %s: this is not in %s exactly once: %s".formatted(mutant, file, find));
            }
            String text =
                    source.text().substring(0, at) + replace + source.text().substring(at + find.length());
            return new SourceFile(source.path(), text);
        }
    }

    /** The mutants of a lab, in the order of their file. */
    public static List<Mutant> of(Lab lab) {
        return StaffResources.mutants(lab.name());
    }

    /** Everything to compile. */
    public List<SourceFile> sources(Lab lab) {
        return Reference.sources(lab).stream().map(this::changed).toList();
    }

    private SourceFile changed(SourceFile reference) {
        SourceFile changed = reference;
        for (Edit edit : edits) {
            if (edit.file().equals(reference.path())) {
                changed = edit.in(changed, id);
            }
        }
        return changed;
    }
}
