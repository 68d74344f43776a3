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
import exoscope.libos.metered.ChargePointWatch;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Student Java on the machine, under the kernel: compiled, verified, metered, preempted. */
class StudentCodeTest {
    private static final String HEADER = """
            package student;
            import exoscope.kernel.*;
            import exoscope.libos.*;
            public class NAME implements LibOs {
                Capability key;
                public void onTlbMiss(Env env, int page, boolean store) {
                    int frame = env.kernel().allocPages(1, key).get().get(0);
                    env.kernel().tlbWrite(page, frame, true, key);
                }
            """;
    private static final String COUNTER = """
            public int run(Env env) {
                key = env.kernel().newCapability();
                for (int i = 0; i < 1000; i++) env.store(4096, env.load(4096) + 1);
                return env.load(4096);
            }
            """;
    private static final String LOOP = """
            static int rounds;
            public int run(Env env) {
                key = env.kernel().newCapability();
                env.store(4096, 7);
                while (true) rounds++;
            }
            """;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(8, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000));
    private final Processor processor = new Processor(kernel, 500);

    private final List<JavaUserCode> codes = new ArrayList<>();

    private int start(String name, String body) {
        String source = HEADER.replace("NAME", name) + body + "}\n";
        GuestBuild build = GuestCode.compile(
                List.of(new SourceFile("student/" + name + ".java", source)),
                AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"));
        assertThat(build.problems()).isEmpty();
        int env = kernel.createEnvironment(name, 0);
        codes.add(new JavaUserCode(kernel, env, build.code().orElseThrow(), "student." + name, 1 << 20));
        processor.append(env, codes.getLast());
        return env;
    }

    private List<KernelEvent> eventsOf(int env) {
        return trace.stream()
                .filter(entry -> entry.env() == env && entry.event() instanceof KernelEvent)
                .map(entry -> (KernelEvent) entry.event())
                .toList();
    }

    @AfterEach
    void leaveNothingRunning() {
        processor.shutDown();
    }

    @Test
    void programRunsOnMemoryThatItsOwnMissHandlerProvides() {
        int env = start("Counter", COUNTER);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(eventsOf(env)).contains(new KernelEvent.EnvExited(1000, "returned"));
        assertThat(eventsOf(env))
                .filteredOn(KernelEvent.FrameBound.class::isInstance)
                .hasSize(1);
    }

    @Test
    void endlessLoopIsPreemptedAndItsNeighbourFinishes() {
        int loop = start("Loop", LOOP);
        int counter = start("Counter", COUNTER);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.LIMIT);
        assertThat(eventsOf(counter)).contains(new KernelEvent.EnvExited(1000, "returned"));
        assertThat(kernel.chargedTo(loop)).isGreaterThan(850_000); // 58 cycles for changing slices beside 500 in one
    }

    @Test
    void watchPreemptsAtTheVeryChargePointAndTheOtherRunsBeforeTheNext() {
        int loop = start("Loop", LOOP);
        List<Long> reached = new ArrayList<>();
        codes.getLast().watchChargePoints(70, number -> {
            reached.add(number);
            processor.preempt();
            return number < 90 ? number + 10 : ChargePointWatch.NONE;
        });
        int counter = start("Counter", COUNTER);
        processor.run(20_000);
        assertThat(reached).containsExactly(70L, 80L, 90L);
        assertThat(trace.stream()
                        .filter(entry -> entry.event() instanceof KernelEvent.SliceStarted)
                        .limit(6)
                        .map(TraceEntry::env))
                .containsExactly(loop, counter, loop, counter, loop, counter);
    }

    @Test
    void whoGivesWayGetsNoSliceUntilItNoLongerDoes() {
        int loop = start("Loop", LOOP);
        int counter = start("Counter", COUNTER);
        processor.setGivesWay(env -> env == loop && kernel.canRun(counter));
        processor.run(1_000_000);
        List<Integer> slices = trace.stream()
                .filter(entry -> entry.event() instanceof KernelEvent.SliceStarted)
                .map(TraceEntry::env)
                .distinct()
                .toList();
        assertThat(slices).containsExactly(counter, loop);
    }

    @Test
    void exceptionWhoseMessageThrowsEndsItsEnvironmentAndNothingElse() {
        int evil = start("Evil", """
                public int run(Env env) { throw new Bomb(); }
                static class Bomb extends RuntimeException {
                    public String getMessage() { throw new Bomb(); }
                }
                """);
        int counter = start("Counter", COUNTER);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(eventsOf(evil).getLast().toString()).contains("libOS panic: Bomb (Evil.java:");
        assertThat(eventsOf(counter)).contains(new KernelEvent.EnvExited(1000, "returned"));
    }

    @Test
    void twoEnvironmentsStuckInStaticInitialisersDoNotKeepOthersFromRunning() {
        String endless =
                "static int n;\nstatic { while (n >= 0) n = n + 1 & 0xffff; }\npublic int run(Env env) { return n; }\n";
        int first = start("First", endless);
        int second = start("Second", endless);
        int counter = start("Counter", COUNTER);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.LIMIT);
        assertThat(eventsOf(counter)).contains(new KernelEvent.EnvExited(1000, "returned"));
        assertThat(kernel.chargedTo(first)).isGreaterThan(300_000);
        assertThat(kernel.chargedTo(second)).isGreaterThan(300_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            env.hashCode()                                                | 1
            env.toString().length()                                       | 13
            env.kernel().hashCode()                                       | 1
            env.kernel().toString().length()                              | 29
            java.util.List.of(env).hashCode()                             | 32
            env.kernel().allocPages(-1, env.kernel().newCapability()).hashCode() % 1000 | 670
            """)
    void whatTheKitHandsOutHashesAndReadsTheSameInEveryRun(String expression, int value) {
        int env = start("Asks", "public int run(Env env) { return " + expression + "; }");
        processor.run(100_000);
        assertThat(eventsOf(env)).contains(new KernelEvent.EnvExited(value, "returned"));
    }

    @Test
    void loopThatNeverAnswersLosesItsFrameToTheAbortProtocol() {
        int loop = start("Loop", LOOP);
        processor.run(10_000);
        assertThat(kernel.revoke(0)).isTrue();
        processor.run(20_000);
        assertThat(eventsOf(loop)).contains(new KernelEvent.RevocationAborted(0, -1));
        assertThat(kernel.callsOf(loop).ownerOf(0)).isZero();
    }

    @Test
    void loopIsInterruptedToAnswerARevocationAndGoesOn() {
        int loop = start("Loop", LOOP + """
                public void onRevoke(Env env, int frame, long deadline) {
                    env.kernel().acknowledge(frame);
                }
                """);
        processor.run(10_000);
        kernel.revoke(0);
        long charged = kernel.chargedTo(loop);
        processor.run(30_000);
        assertThat(eventsOf(loop)).contains(new KernelEvent.RevocationAcknowledged(0));
        assertThat(kernel.chargedTo(loop)).isGreaterThan(charged + 10_000);
    }

    @Test
    void uncaughtExceptionEndsOnlyItsOwnEnvironmentAndNamesTheLine() {
        int broken = start("Broken", "public int run(Env env) {\n  int[] a = new int[1];\n  return a[2];\n}\n");
        int counter = start("Counter", COUNTER);
        processor.run(1_000_000);
        assertThat(eventsOf(broken).getLast().toString()).contains("libOS panic", "Broken.java:12");
        assertThat(eventsOf(counter)).contains(new KernelEvent.EnvExited(1000, "returned"));
    }

    @Test
    void waiterIsWokenByTheEndOfItsTransfer() {
        int env = start("Writer", """
                boolean done;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    env.store(4096, 42);
                    int block = env.kernel().allocExtent(1).get();
                    env.kernel().writeBlock(block, 0, key);
                    while (!done) env.waitForUpcall();
                    env.store(4096, 0);
                    done = false;
                    env.kernel().readBlock(block, 0, key);
                    while (!done) env.waitForUpcall();
                    return env.load(4096);
                }
                public void onTransferDone(Env env, int request, boolean ok) { done = ok; }
                """);
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(eventsOf(env)).contains(new KernelEvent.EnvExited(42, "returned"));
    }

    @Test
    void sameRunGivesTheSameTraceEventForEvent() {
        start("Loop", LOOP);
        start("Counter", COUNTER);
        processor.run(50_000);
        StudentCodeTest again = new StudentCodeTest();
        again.start("Loop", LOOP);
        again.start("Counter", COUNTER);
        again.processor.run(50_000);
        assertThat(again.trace).isEqualTo(trace).hasSizeGreaterThan(100);
        again.processor.shutDown();
    }
}
