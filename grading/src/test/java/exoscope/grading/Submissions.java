package exoscope.grading;

import exoscope.grading.staff.Mutant;
import exoscope.grading.staff.Reference;
import exoscope.labs.engine.Lab;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Things that students of lab 4 hand in. */
public final class Submissions {
    public static final Lab LAB = Lab.find("lab04");
    public static final String PAGER = "lab04/Pager.java";

    private Submissions() {}

    public static String reference() {
        return text(Reference.sources(LAB));
    }

    /** Gives frames back before they are saved: worth 30 points, and quick to grade, since nothing gets explored. */
    public static Mutant earlyAnswer() {
        return Mutant.of(LAB).stream()
                .filter(mutant -> mutant.id().equals("early-answer"))
                .findFirst()
                .orElseThrow();
    }

    public static String earlyAnswerText() {
        return text(earlyAnswer().sources(LAB));
    }

    public static String skeleton() {
        return text(LAB.skeleton());
    }

    private static String text(List<SourceFile> sources) {
        return sources.stream()
                .filter(file -> file.path().equals(PAGER))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Everything to compile, with this pager. */
    public static List<SourceFile> with(String pager) {
        return LAB.skeleton().stream()
                .map(file -> file.path().equals(PAGER) ? new SourceFile(PAGER, pager) : file)
                .toList();
    }

    /** The skeleton, with a statement at the beginning of its life. */
    public static String doing(String statement) {
        String start = "public int run(Env env) {";
        String text = skeleton();
        if (!text.contains(start)) {
            throw new IllegalStateException("the skeleton has no " + start);
        }
        return text.replace(start, start + " " + statement);
    }

    /** Writes a pager where it belongs below a folder. */
    public static Path write(Path folder, String pager) throws IOException {
        Path file = folder.resolve(PAGER);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, pager);
    }
}
