package exoscope.grading.cohort;

import exoscope.grading.report.Grade;
import exoscope.hw.Machine;
import exoscope.kernel.Kernel;
import exoscope.labs.engine.Lab;
import exoscope.libos.LibOs;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells one Exoscope from another by everything that can change a grade: classes, labs, guest programs, staff material.
 * Equal whether they lie in folders or in jars.
 */
public final class KitFingerprint {
    private static final List<Class<?>> ONE_OF_EACH_MODULE =
            List.of(Machine.class, Kernel.class, LibOs.class, Lab.class, Grade.class);

    private KitFingerprint() {}

    /** @throws IOException if the kit's own files cannot be read */
    public static String compute() throws IOException {
        MessageDigest digest = Contents.sha256();
        for (Class<?> one : ONE_OF_EACH_MODULE) {
            Path place = placeOf(one);
            if (Files.isDirectory(place)) {
                update(digest, place);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    update(digest, jar.getPath("/"));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static Path placeOf(Class<?> one) throws IOException {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("not a place: " + source.getLocation(), e);
        }
    }

    private static void update(MessageDigest digest, Path root) throws IOException {
        Path kit = root.resolve("exoscope");
        try (Stream<Path> inside = Files.walk(kit)) {
            for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(kit.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
