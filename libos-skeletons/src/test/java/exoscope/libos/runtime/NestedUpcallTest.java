package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.KernelEvent.UpcallEnded;
import exoscope.kernel.KernelEvent.UpcallStarted;
import exoscope.kernel.Processor;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Upcalls that interrupt each other: a revocation inside a fault handler, and a fault inside that. */
class NestedUpcallTest {
    private static final String SOURCE = """
            package student;
            import exoscope.kernel.*;
            import exoscope.libos.*;
            public class Nested implements LibOs {
                Capability key;
                int notes;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    env.store(0x1000, 7);
                    int sum = env.load(0x1000) + env.load(0x2000);
                    return 100 * notes + sum;
                }
                public void onTlbMiss(Env env, int page, boolean store) {
                    int frame = env.kernel().allocPages(1, key).get().get(0);
                    if (page == 2) {
                        int busy = 0;
                        while (notes == 0) busy++;
                    }
                    env.kernel().tlbWrite(page, frame, true, key);
                }
                public void onRevoke(Env env, int frame, long deadline) {
                    env.store(0x3000, frame + 40);
                    env.kernel().acknowledge(frame);
                    notes = env.load(0x3000);
                }
            }
            """;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(8, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 500_000));
    private final Processor processor = new Processor(kernel, 500);

    @AfterEach
    void leaveNothingRunning() {
        processor.shutDown();
    }

    @Test
    void revocationInsideAFaultHandlerRunsOnTopOfItAndBothReturnToWhereTheyStood() {
        GuestBuild build = GuestCode.compile(
                List.of(new SourceFile("student/Nested.java", SOURCE)),
                AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"));
        assertThat(build.problems()).isEmpty();
        int env = kernel.createEnvironment("nested", 0);
        processor.append(env, new JavaUserCode(kernel, env, build.code().orElseThrow(), "student.Nested", 1 << 20));
        processor.run(10_000);
        assertThat(kernel.revoke(0)).isTrue();
        assertThat(processor.run(400_000)).isEqualTo(Processor.Outcome.FINISHED);
        List<KernelEvent> upcalls = trace.stream()
                .map(TraceEntry::event)
                .filter(event -> event instanceof UpcallStarted
                        || event instanceof UpcallEnded
                        || event instanceof KernelEvent.RevocationAcknowledged)
                .map(KernelEvent.class::cast)
                .toList();
        assertThat(upcalls)
                .containsExactly(
                        new UpcallStarted("TlbMiss", 1),
                        new UpcallEnded("TlbMiss"),
                        new UpcallStarted("TlbMiss", 2),
                        new UpcallStarted("Revoke", 0),
                        new UpcallStarted("TlbMiss", 3),
                        new UpcallEnded("TlbMiss"),
                        new KernelEvent.RevocationAcknowledged(0),
                        new UpcallEnded("Revoke"),
                        new UpcallEnded("TlbMiss"));
        assertThat(trace.getLast().event()).isEqualTo(new KernelEvent.EnvExited(4007, "returned"));
    }
}
