package exoscope.libos.metered;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A submission's classes, compiled, verified and rewritten: made once, and loaded for every environment that runs it.
 *
 * <p>Classes without static state are lent to one environment after another, because only classes that stay are compiled
 * by the JVM: runs that repeat are several times as fast. Nothing that one environment did can be seen by the next, since
 * all that such classes hold are constants.
 */
public final class GuestCode {
    private final AllowList allowList;
    /** As the compiler wrote them. */
    private final SortedMap<String, byte[]> compiled;

    private final SortedMap<String, byte[]> classes;
    private final List<StepPlace> steps;
    private final boolean findsAll;
    private final boolean hasStaticInitialisers;
    private final boolean hasStaticState;
    /** Loaded classes that no environment uses now. */
    private final Deque<GuestClassLoader> idle = new ConcurrentLinkedDeque<>();

    private GuestCode(
            AllowList allowList,
            SortedMap<String, byte[]> compiled,
            SortedMap<String, byte[]> classes,
            List<StepPlace> steps,
            boolean findsAll) {
        this.allowList = allowList;
        this.findsAll = findsAll;
        this.compiled = compiled;
        this.classes = classes;
        this.steps = steps;
        hasStaticInitialisers = classes.values().stream().anyMatch(GuestCode::initialises);
        hasStaticState = hasStaticInitialisers || classes.values().stream().anyMatch(GuestCode::hasVariables);
    }

    /** Compiles, verifies and rewrites sources. Bad sources give problems, not an exception. */
    public static GuestBuild compile(List<SourceFile> sources, AllowList allowList) {
        return compile(sources, allowList, Set.of());
    }

    /** The same with defences switched off, for tests of what these are good for. */
    static GuestBuild compile(List<SourceFile> sources, AllowList allowList, Set<Defence> off) {
        Compilation compilation = CompilerProcess.compile(allowList.kit(), sources, CompilerLimits.DEFAULT);
        if (!compilation.succeeded()) {
            return new GuestBuild(Optional.empty(), compilation.problems(), List.of());
        }
        boolean unchecked = off.contains(Defence.ALLOW_LIST);
        List<Refusal> refusals =
                unchecked ? List.of() : inFolders(sources, new GuestVerifier(allowList).verify(compilation.classes()));
        List<Problem> problems = new ArrayList<>(compilation.problems());
        refusals.forEach(refusal -> problems.add(refusal.asProblem()));
        if (!refusals.isEmpty()) {
            return new GuestBuild(Optional.empty(), List.copyOf(problems), refusals);
        }
        var rewritten = new GuestRewriter(allowList, off).rewrite(compilation.classes());
        var code = new GuestCode(allowList, compilation.classes(), rewritten, List.of(), unchecked);
        return new GuestBuild(Optional.of(code), List.copyOf(problems), List.of());
    }

    /** A class file remembers only the last part of its source's path: gives the whole one where it can be known. */
    private static List<Refusal> inFolders(List<SourceFile> sources, List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> {
                    String name = refusal.className();
                    String folder = name.substring(0, name.lastIndexOf('.') + 1).replace('.', '/');
                    return sources.stream()
                            .filter(source -> source.name().equals(refusal.file()))
                            .min(Comparator.comparing(source -> !source.path().endsWith(folder + refusal.file())))
                            .map(source -> refusal.in(source.path()))
                            .orElse(refusal);
                })
                .toList();
    }

    /**
     * The same code, which also says where it stands and what its variables hold. It costs the same cycles, so that it gives
     * the same trace; it takes more of the host's time.
     */
    public GuestCode withSteps() {
        StepTable table = new StepTable();
        var rewritten = new GuestRewriter(allowList, Set.of()).rewrite(compiled, table);
        return new GuestCode(allowList, compiled, rewritten, table.places(), findsAll);
    }

    /** The places at which the code can be stopped, by number; none unless it was made by {@link #withSteps}. */
    public List<StepPlace> steps() {
        return steps;
    }

    /** The names of the classes, for finding the one to start with. */
    public SortedSet<String> classNames() {
        return new TreeSet<>(classes.keySet());
    }

    /** Whether any class runs code of its own when it is first used. */
    public boolean hasStaticInitialisers() {
        return hasStaticInitialisers;
    }

    private static boolean initialises(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream()
                .anyMatch(method -> method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME));
    }

    /** Whether a class has a static field that is not a constant of the class file. */
    private static boolean hasVariables(byte[] classFile) {
        return ClassFile.of().parse(classFile).fields().stream()
                .filter(field -> field.flags().has(AccessFlag.STATIC))
                .anyMatch(field -> !field.flags().has(AccessFlag.FINAL)
                        || field.findAttribute(Attributes.constantValue()).isEmpty());
    }

    /**
     * A class loader for an environment, that it has to itself until it {@link GuestClassLoader#release releases} it: its
     * static state is private to it.
     *
     * @param environment what the code charges while it runs
     */
    public GuestClassLoader load(MeteredEnvironment environment) {
        GuestClassLoader loader = idle.poll();
        if (loader == null) {
            return new GuestClassLoader(this, environment);
        }
        loader.lendTo(environment);
        return loader;
    }

    void takeBack(GuestClassLoader loader) {
        if (!hasStaticState) {
            idle.push(loader);
        }
    }

    AllowList allowList() {
        return allowList;
    }

    /** Whether its loader finds every class there is. */
    boolean findsAll() {
        return findsAll;
    }

    byte @Nullable [] bytes(String className) {
        return classes.get(className);
    }

    /** Rewrites classes that the verifier has let pass. */
    static GuestCode rewritten(SortedMap<String, byte[]> classes, AllowList allowList) {
        var rewritten = new GuestRewriter(allowList, Set.of()).rewrite(classes);
        return new GuestCode(allowList, classes, rewritten, List.of(), false);
    }

    /** The classes as the compiler wrote them, without checks and charges: for measuring what those cost. */
    static SortedMap<String, byte[]> unmetered(List<SourceFile> sources, AllowList allowList) {
        return new TreeMap<>(
                new GuestCompiler(allowList::isKit).compile(sources).classes());
    }
}
