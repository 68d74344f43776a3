package exoscope.libos.metered;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is said to a compiler in a process of its own, and what it answers. Whoever reads trusts no number. */
final class CompilerMessages {
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES = 64 << 20;

    private CompilerMessages() {}

    /** Sources to compile, with the kit's classes of these names and packages. */
    record Request(List<String> kit, List<SourceFile> sources) {}

    static void write(DataOutputStream out, Request request) throws IOException {
        out.writeInt(request.kit().size());
        for (String name : request.kit()) {
            writeText(out, name);
        }
        out.writeInt(request.sources().size());
        for (SourceFile source : request.sources()) {
            writeText(out, source.path());
            writeText(out, source.text());
        }
        out.flush();
    }

    static Request readRequest(DataInputStream in) throws IOException {
        List<String> kit = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            kit.add(readText(in));
        }
        List<SourceFile> sources = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            sources.add(new SourceFile(readText(in), readText(in)));
        }
        return new Request(kit, sources);
    }

    static void write(DataOutputStream out, Compilation compilation) throws IOException {
        out.writeInt(compilation.problems().size());
        for (Problem problem : compilation.problems()) {
            writeText(out, problem.file());
            out.writeInt(problem.line());
            out.writeInt(problem.column());
            out.writeInt(problem.length());
            out.writeBoolean(problem.severity() == Problem.Severity.ERROR);
            writeText(out, problem.message());
        }
        out.writeInt(compilation.classes().size());
        for (Map.Entry<String, byte[]> file : compilation.classes().entrySet()) {
            writeText(out, file.getKey());
            out.writeInt(file.getValue().length);
            out.write(file.getValue());
        }
        out.flush();
    }

    static Compilation readCompilation(DataInputStream in) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            problems.add(new Problem(
                    readText(in),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean() ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                    readText(in)));
        }
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (int left = count(in); left > 0; left--) {
            classes.put(readText(in), readBytes(in));
        }
        return new Compilation(classes, List.copyOf(problems));
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException(count + " entries");
        }
        return count;
    }

    /** As UTF-16, so that half a surrogate pair in a source arrives as it was. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = readBytes(in);
        char[] text = new char[bytes.length / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ((bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff));
        }
        return new String(text);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException(length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a message was cut off");
        }
        return bytes;
    }
}
