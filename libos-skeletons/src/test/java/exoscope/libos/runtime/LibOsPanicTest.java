package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.LibOsEvent.CodePlace;
import exoscope.libos.runtime.LibOsEvent.KernelCall;
import exoscope.libos.runtime.LibOsEvent.Panicked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the trace says when nobody catches what a libOS's code throws. */
class LibOsPanicTest {
    /** Ten lines come before the body. */
    private static final String HEADER = """
            package student;
            import exoscope.kernel.*;
            import exoscope.libos.*;
            import java.util.*;
            public class Broken implements LibOs {
                Capability key;
                public void onTlbMiss(Env env, int page, boolean store) {
                    miss(env, page);
                }

            """;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(8, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000));
    private final Processor processor = new Processor(kernel, 500);

    @AfterEach
    void leaveNothingRunning() {
        processor.shutDown();
    }

    private Panicked panicOf(String body) {
        String source = HEADER + body + "\n}\n";
        GuestBuild build = GuestCode.compile(
                List.of(new SourceFile("student/Broken.java", source)),
                AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"));
        assertThat(build.problems()).isEmpty();
        int env = kernel.createEnvironment("broken", 0);
        processor.append(env, new JavaUserCode(kernel, env, build.code().orElseThrow(), "student.Broken", 1 << 20));
        processor.run(1_000_000);
        return (Panicked) trace.stream()
                .map(TraceEntry::event)
                .filter(Panicked.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private String ending() {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(KernelEvent.EnvExited.class::isInstance)
                .map(event -> ((KernelEvent.EnvExited) event).reason())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void panicTellsTheLastKernelCallsWithArgumentsAndResults() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    List<Integer> frames = env.kernel().allocPages(3, key).get();
                    env.kernel().allocPages(100, key);
                    env.kernel().tlbWrite(0x400, frames.get(0), true, key);
                    return frames.get(3);
                }
                void miss(Env env, int page) {}
                """);
        assertThat(panic.thrown()).endsWith("IndexOutOfBoundsException");
        assertThat(panic.stack()).containsExactly(new CodePlace("student/Broken.java", 16, "Broken.run"));
        assertThat(panic.calls())
                .extracting(KernelCall::call)
                .containsExactly("newCapability", "allocPages", "allocPages", "tlbWrite");
        String key = panic.calls().getFirst().result();
        assertThat(panic.calls())
                .extracting(call -> call.arguments() + " -> " + call.result())
                .containsExactly(
                        " -> " + key,
                        "3, %s -> [0, 1, 2]".formatted(key),
                        "100, %s -> refused: BAD_ARGUMENT, 100 frames of 8".formatted(key),
                        "1024, 0, yes, %s -> yes".formatted(key));
        assertThat(panic.calls()).extracting(KernelCall::cycle).isSorted();
    }

    @Test
    void onlyTheLastCallsAreKept() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    for (int i = 0; i < 100; i++) env.kernel().ownerOf(i);
                    throw new IllegalStateException("enough");
                }
                void miss(Env env, int page) {}
                """);
        assertThat(panic.message()).isEqualTo("enough");
        assertThat(panic.calls()).hasSize(CallRing.KEPT);
        assertThat(panic.calls().getLast().arguments()).isEqualTo("99");
    }

    @Test
    void stackOverflowNamesTheLineOfTheMethodThatWasOneTooMany() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    return deeper(1);
                }
                int deeper(int n) {
                    return deeper(n + 1);
                }
                void miss(Env env, int page) {}
                """);
        assertThat(panic.thrown()).isEqualTo("StackOverflowError");
        assertThat(panic.stack().getFirst()).isEqualTo(new CodePlace("student/Broken.java", 15, "Broken.deeper"));
        assertThat(panic.stack()).hasSize(24);
        assertThat(panic.deeper()).isEqualTo(377);
        assertThat(ending()).isEqualTo("libOS panic: StackOverflowError: more than 400 nested calls (Broken.java:15)");
    }

    @Test
    void upcallsStandInTheStackWhereTheyInterrupted() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    return env.load(0x7000);
                }
                void miss(Env env, int page) {
                    if (page == 7) env.load(0x9000);
                    else throw new IllegalArgumentException("no page " + page);
                }
                """);
        assertThat(panic.stack())
                .containsExactly(
                        new CodePlace("student/Broken.java", 16, "Broken.miss"),
                        new CodePlace("student/Broken.java", 8, "Broken.onTlbMiss"),
                        new CodePlace("", 0, "TlbMiss 9"),
                        new CodePlace("student/Broken.java", 15, "Broken.miss"),
                        new CodePlace("student/Broken.java", 8, "Broken.onTlbMiss"),
                        new CodePlace("", 0, "TlbMiss 7"),
                        new CodePlace("student/Broken.java", 12, "Broken.run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int[] a = new int[100_000_000];", "int[] a = {1}; a[1] = 2;", "Object o = key.name();"})
    void everyKindOfPanicNamesItsLine(String statement) {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    int first = 1;
                    if (first == 2) return first;

                    %s
                    return 0;
                }
                void miss(Env env, int page) {}
                """.formatted(statement));
        assertThat(panic.stack().getFirst().line()).isEqualTo(15);
    }

    @Test
    void exceptionThatTheCodeBeneathCatchesIsNoPanic() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    try { env.load(0x7000); } catch (IllegalArgumentException e) { key = env.kernel().newCapability(); }
                    return List.of(1).get(2);
                }
                void miss(Env env, int page) { throw new IllegalArgumentException("no page"); }
                """);
        assertThat(panic.thrown()).endsWith("IndexOutOfBoundsException");
        assertThat(panic.stack()).noneMatch(CodePlace::upcall);
        assertThat(trace).filteredOn(entry -> entry.event() instanceof Panicked).hasSize(1);
    }

    @Test
    void panicOfACastNamesNoIdentityOfALoader() {
        Panicked panic = panicOf("""
                public int run(Env env) { Object o = new int[0]; return ((Broken) o).hashCode(); }
                void miss(Env env, int page) {}
                """);
        String cast = "class [I cannot be cast to class student.Broken";
        assertThat(panic.message()).isEqualTo(cast);
        assertThat(ending()).isEqualTo("libOS panic: ClassCastException: " + cast + " (Broken.java:11)");
    }

    @Test
    void panicOfALambdaNamesNoAddress() {
        Panicked panic = panicOf("""
                public int run(Env env) { Object[] o = new String[1]; o[0] = (Runnable) () -> {}; return 1; }
                void miss(Env env, int page) {}
                """);
        assertThat(panic.message()).isEqualTo("student.Broken$$Lambda");
    }

    @Test
    void panicOfACastThatPassesAFinallyIsInTheLineOfTheCast() {
        Panicked panic = panicOf("""
                public int run(Env env) {
                    try {
                        Object o = new int[0];
                        return ((Broken) o).hashCode();
                    } finally {
                        key = null;
                    }
                }
                void miss(Env env, int page) {}
                """);
        assertThat(panic.stack()).containsExactly(new CodePlace("student/Broken.java", 14, "Broken.run"));
    }
}
