package exoscope.grading.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** File names for students, whatever the students are called. */
public final class ReportName {
    private static final int LONGEST = 120;
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@+";

    private ReportName() {}

    /**
     * A file name for each student, all different even where upper and lower case are not. A plain name is kept, other
     * characters become {@code %} and two hexadecimal digits for each byte of UTF-8; where that is too long, or differs
     * from another one in case only, a fingerprint of the name is added.
     *
     * @throws IllegalArgumentException if two students have the same name: one would get the other's result
     */
    public static Map<String, String> of(Collection<String> students) {
        Map<String, Integer> alike = new LinkedHashMap<>();
        students.forEach(student -> alike.merge(encode(student).toLowerCase(Locale.ROOT), 1, Integer::sum));
        Map<String, String> names = new LinkedHashMap<>();
        for (String student : students) {
            String name = encode(student);
            boolean alone = alike.getOrDefault(name.toLowerCase(Locale.ROOT), 0) == 1;
            if (!alone || name.length() > LONGEST) {
                name = name.substring(0, Math.min(LONGEST, name.length())) + "~" + fingerprint(student);
            }
            if (names.put(student, name + ".json") != null) {
                throw new IllegalArgumentException("two students are called " + student);
            }
        }
        return names;
    }

    private static String encode(String student) {
        StringBuilder name = new StringBuilder();
        for (byte each : student.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = PLAIN.indexOf(each & 0xff) >= 0 && !(name.isEmpty() && each == '.');
            name.append(plain ? String.valueOf((char) each) : "%%%02x".formatted(each));
        }
        return name.toString();
    }

    private static String fingerprint(String student) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(student.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
