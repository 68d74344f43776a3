package exoscope.libos.metered;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** A submission of ten classes, as a lab's has, for measuring what compiling and loading one takes in host time. */
public final class TenClasses {
    private static final AllowList NO_KIT = AllowList.withKit();

    private final List<SourceFile> sources = IntStream.range(0, 10)
            .mapToObj(i -> MeteredWorkload.SORT.source("Part" + i))
            .toList();
    private final SortedMap<String, byte[]> classes = GuestCode.unmetered(sources, NO_KIT);

    /** Compiles them in the compiler's process. */
    public void compile() {
        if (!CompilerProcess.compile(List.of(), sources, CompilerLimits.DEFAULT).succeeded()) {
            throw new IllegalStateException("the ten classes do not compile");
        }
    }

    /** Verifies, rewrites and defines them, for an environment of their own. */
    public ClassLoader load(MeteredEnvironment environment) {
        if (!new GuestVerifier(NO_KIT).verify(classes).isEmpty()) {
            throw new IllegalStateException("the ten classes are refused");
        }
        ClassLoader loader = GuestCode.rewritten(classes, NO_KIT).load(environment);
        try {
            for (String name : classes.keySet()) {
                Class.forName(name, true, loader);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return loader;
    }

    /** Ends the compiler's process, which otherwise waits for more. */
    public void endCompiler() {
        CompilerProcess.endIdle();
    }
}
