package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Student Java that sees its slices begin and end, and has critical sections. */
class SlicesTest {
    private static final long SLICE = 2_000;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(8, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000));
    private final Processor processor = new Processor(kernel, SLICE);

    private void start(String name, String body) {
        start(name, body, "");
    }

    private void start(String name, String body, String onMiss) {
        String source = """
                package student;
                import exoscope.kernel.*;
                import exoscope.libos.*;
                public class NAME implements LibOs {
                    public void onTlbMiss(Env env, int page, boolean store) { MISS }
                """.replace("NAME", name).replace("MISS", onMiss) + body + "}\n";
        GuestBuild build = GuestCode.compile(
                List.of(new SourceFile("student/" + name + ".java", source)),
                AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"));
        assertThat(build.problems()).isEmpty();
        int env = kernel.createEnvironment(name, 0);
        processor.append(env, new JavaUserCode(kernel, env, build.code().orElseThrow(), "student." + name, 1 << 20));
    }

    private <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private int exitCode() {
        return events(KernelEvent.EnvExited.class).getFirst().code();
    }

    @AfterEach
    void leaveNothingRunning() {
        processor.shutDown();
    }

    @Test
    void libOsHearsOfItsSlicesAndPaysForWhatItDoesAtTheirEnds() {
        start("Saver", """
                int starts, ends, saved;
                public int run(Env env) {
                    env.kernel().sliceUpcalls(true, true);
                    int n = 0;
                    while (ends < 3) n = n + 1 & 0xffff;
                    return 10 * starts + ends;
                }
                public void onSliceStart(Env env, int position) { starts++; }
                public void onSliceEnd(Env env, int position) { ends++; for (int i = 0; i < 100; i++) saved += i; }
                """);
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(exitCode()).isEqualTo(33);
        assertThat(events(KernelEvent.ExcessTimeTaken.class))
                .hasSize(3)
                .allSatisfy(taken -> assertThat(taken.cycles()).isBetween(300L, 1_500L));
    }

    @Test
    void criticalSectionIsNotInterruptedAndWhatItMissedComesAtItsEnd() {
        start("Careful", """
                int inside, torn, ends;
                public int run(Env env) {
                    env.kernel().sliceUpcalls(false, true);
                    for (int i = 0; i < 200; i++) {
                        env.enterCritical();
                        env.enterCritical();
                        inside = 1;
                        for (int j = 0; j < 20; j++) inside++;
                        inside = 0;
                        env.leaveCritical();
                        env.leaveCritical();
                    }
                    return torn == 0 ? ends : -1;
                }
                public void onSliceEnd(Env env, int position) { ends++; if (inside != 0) torn++; }
                """);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(exitCode()).isGreaterThan(5);
    }

    @Test
    void criticalSectionThatNeverEndsEndsTheEnvironmentOnly() {
        start("Hog", """
                public int run(Env env) {
                    env.enterCritical();
                    int n = 0;
                    while (n >= 0) n = n + 1 & 0xffff;
                    return 0;
                }
                """);
        start("Neighbour", """
                public int run(Env env) {
                    int n = 0;
                    for (int i = 0; i < 1000; i++) n += i;
                    return 7;
                }
                """);
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(events(KernelEvent.EnvExited.class))
                .extracting(KernelEvent.EnvExited::code)
                .containsExactlyInAnyOrder(Processor.OVERDRAWN, 7);
    }

    @Test
    void criticalSectionThatWasNotEnteredCannotBeLeft() {
        start("Confused", "public int run(Env env) { env.leaveCritical(); return 0; }");
        processor.run(100_000);
        assertThat(events(KernelEvent.EnvExited.class).getFirst().reason()).contains("no critical section to leave");
    }

    @Test
    void faultInTheHandlerForFaultsEndsTheLibOsWithAReason() {
        String source = """
                public int run(Env env) { return env.load(4096); }
                public void onRepossessed(Env env) {}
                """;
        start("Nested", source, "env.load(page + 1 << 12);");
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(events(KernelEvent.EnvExited.class).getFirst().reason())
                .contains("libOS panic: StackOverflowError", "nested calls");
    }
}
