package exoscope.labs.engine;

import exoscope.libos.metered.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** What tells one submission from another. */
public final class Submission {
    private static final int DIGITS = 8;

    private Submission() {}

    /** Fingerprint of a submission's files: the first hexadecimal digits of a SHA-256. */
    public static String id(List<SourceFile> sources) {
        MessageDigest digest = sha256();
        sources.stream().sorted(Comparator.comparing(SourceFile::path)).forEach(file -> {
            digest.update(file.path().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(file.text().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
