package exoscope.grading.cohort;

import exoscope.labs.engine.Lab;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What is in a submission.
 *
 * @param files the files that students edit, as they were handed in, in the order of the lab file
 * @param problems why there is nothing to compile; if there is any, {@code files} is not complete
 */
public record Contents(List<SourceFile> files, List<Problem> problems) {

    /** Everything to compile: the student's files, and the kit's own whatever was handed in beside them. */
    public List<SourceFile> sources(Lab lab) {
        return lab.skeleton().stream()
                .map(file -> files.stream()
                        .filter(own -> own.path().equals(file.path()))
                        .findFirst()
                        .orElse(file))
                .toList();
    }

    /** Equal for equal contents, of whatever student. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        files.forEach(file -> update(digest, file.path(), file.text()));
        problems.forEach(problem -> update(digest, problem.file(), problem.message()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update("%s\0%d\0".formatted(name, bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
