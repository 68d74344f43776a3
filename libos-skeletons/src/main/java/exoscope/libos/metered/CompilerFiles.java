package exoscope.libos.metered;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The files that the compiler sees: the JDK, of the class path only the kit's student-visible classes, and class
 * files kept in memory. It never looks for sources and never writes to disk.
 */
final class CompilerFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final Predicate<String> visible;
    private final SortedMap<String, ByteArrayOutputStream> written = new TreeMap<>();

    /** @param visible which classes of the class path exist for the guest, by binary name */
    CompilerFiles(JavaFileManager jdk, Predicate<String> visible) {
        super(jdk);
        this.visible = visible;
    }

    SortedMap<String, byte[]> classes() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location == StandardLocation.SOURCE_PATH) {
            return List.of();
        }
        Iterable<JavaFileObject> all = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH) {
            return all;
        }
        List<JavaFileObject> shown = new ArrayList<>();
        for (JavaFileObject file : all) {
            String name = inferBinaryName(location, file);
            if (file.getKind() == JavaFileObject.Kind.CLASS && name != null && visible.test(name)) {
                shown.add(file);
            }
        }
        return shown;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("guest:///Compiled.class"), kind) {
            @Override
            public OutputStream openOutputStream() {
                var bytes = new ByteArrayOutputStream();
                written.put(className, bytes);
                return bytes;
            }
        };
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        return one.equals(other);
    }
}
