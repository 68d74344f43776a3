package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles and runs small guest programs: a class {@code Guest} with {@code static Object run()}. */
final class Guest {
    static final AllowList JDK_ONLY = AllowList.withKit();

    private Guest() {}

    static List<SourceFile> program(String body) {
        return List.of(new SourceFile("Guest.java", "import java.util.*;\nimport java.util.function.*;\n" + body));
    }

    /** A program that is only a {@code run} method's body, from line 5 on. */
    static List<SourceFile> method(String statements) {
        return program(
                "public class Guest {\npublic static Object run() throws Exception {\n" + statements + "\n}\n}\n");
    }

    static GuestCode code(List<SourceFile> sources) {
        GuestBuild build = GuestCode.compile(sources, JDK_ONLY);
        assertThat(build.problems()).isEmpty();
        return build.code().orElseThrow();
    }

    /** The refusals as a student reads them. */
    static List<String> refusals(List<SourceFile> sources) {
        GuestBuild build = GuestCode.compile(sources, JDK_ONLY);
        assertThat(build.code()).isEmpty();
        return build.refusals().stream().map(Refusal::toString).toList();
    }

    static @Nullable Object run(GuestCode code, MeteredEnvironment meter) {
        GuestClassLoader loader = code.load(meter);
        if (meter instanceof CountingMeter counting) {
            counting.linked(loader.meter());
        }
        return call(loader);
    }

    /** The same program as the compiler wrote it, with no meter. */
    static @Nullable Object runUnmetered(List<SourceFile> sources) {
        return call(unmetered(sources));
    }

    /** A loader of the program as the compiler wrote it. */
    static ClassLoader unmetered(List<SourceFile> sources) {
        Map<String, byte[]> classes = GuestCode.unmetered(sources, JDK_ONLY);
        return new ClassLoader(Guest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    /** Calls the program's {@code run} once. */
    static @Nullable Object call(ClassLoader loader) {
        try {
            return loader.loadClass("Guest").getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError("The guest threw " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The guest program has no public static run() in Guest", e);
        }
    }
}
