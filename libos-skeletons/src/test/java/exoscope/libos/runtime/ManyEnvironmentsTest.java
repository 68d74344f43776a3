package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More than three times as many environments as the hardware has address-space identifiers, all in turn. */
class ManyEnvironmentsTest {
    private static final int ENVIRONMENTS = 200;

    /** Writes its number to a page, and finds it there whenever it looks. */
    private static final String GUEST = """
            package student;
            import exoscope.kernel.Capability;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                Capability key;
                int frame = -1;
                static int own;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    own = (int) (env.kernel().now() & 0xffffff);
                    env.store(4096, own);
                    for (int i = 0; i < 400; i++) {
                        if (env.load(4096) != own + i) return 1;
                        env.store(4096, own + i + 1);
                    }
                    return 0;
                }
                public void onTlbMiss(Env env, int page, boolean store) {
                    if (frame < 0) frame = env.kernel().allocPages(1, key).get().get(0);
                    env.kernel().tlbWrite(page, frame, true, key);
                }
            }
            """;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(4096, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000, ENVIRONMENTS));
    private final Processor processor = new Processor(kernel, 2_000);

    @Test
    void twoHundredProgramsOfBothInstructionSetsComputeWhatEachWouldAlone() throws IOException {
        ElfImage image = ElfImage.parse(Files.readAllBytes(Path.of("..", "labs", "programs", "smallset.elf")));
        GuestCode java = GuestCode.compile(
                        List.of(new SourceFile("student/Guest.java", GUEST)),
                        AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"))
                .code()
                .orElseThrow();
        List<UserCode> programs = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            int env = kernel.createEnvironment("program", 0);
            UserCode code = i % 2 == 0
                    ? new MipsUserCode(kernel, env, image)
                    : new JavaUserCode(kernel, env, java, "student.Guest", 1 << 20);
            programs.add(code);
            processor.append(env, code);
        }
        assertThat(processor.run(1_000_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(programs)
                .extracting(program -> program.ending().toString())
                .containsOnly(new UserCode.Ending(0, "exit").toString(), new UserCode.Ending(0, "returned").toString());
        assertThat(trace)
                .filteredOn(entry -> entry.event() instanceof KernelEvent.AsidRecycled)
                .hasSizeGreaterThan(ENVIRONMENTS);
    }
}
