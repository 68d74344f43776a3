package exoscope.grading.bench;

import exoscope.hw.cpu.Engine;
import exoscope.kernel.ebpf.Assembler;
import exoscope.kernel.ebpf.ByteRegion;
import exoscope.kernel.ebpf.ContextLayout;
import exoscope.kernel.ebpf.HelperTable;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.ProgramType;
import exoscope.kernel.ebpf.Region;
import exoscope.kernel.ebpf.VerifiedProgram;
import exoscope.kernel.ebpf.Verifier;
import java.util.List;

/** Host time of verifying an eBPF program, and of running it interpreted and translated. */
final class EbpfBench {
    private static final int RUNS = 150_000;
    private static final int VERIFICATIONS = 100;
    private static final int PACKET_BYTES = 64;
    private static final int CONTEXT_BYTES = 16;
    private static final long BUDGET = 1_000_000;

    /** Adds up the 16-bit words of a packet. */
    private static final String CHECKSUM = """
            r2 = *(u64 *)(r1 + 0)
            r3 = *(u64 *)(r1 + 8)
            r0 = 0
            r4 = 0
            again:
            r5 = r2
            r5 += 2
            if r5 > r3 goto done
            r1 = *(u16 *)(r2 + 0)
            r0 += r1
            r2 = r5
            r4 += 1
            if r4 < 32 goto again
            done:
            exit
            """;

    private EbpfBench() {}

    static List<MechanismBench.Figure> run() {
        ContextLayout layout = new ContextLayout(
                CONTEXT_BYTES,
                List.of(
                        new ContextLayout.Field("data", 0, 8, ContextLayout.Kind.PACKET, false),
                        new ContextLayout.Field("end", 8, 8, ContextLayout.Kind.PACKET_END, false)));
        ProgramType type = new ProgramType("packet handler", layout, HelperTable.NONE);
        Program program = new Program("checksum", Assembler.assemble(CHECKSUM), List.of());
        VerifiedProgram verified = Verifier.verify(program, type);
        double interpreted = nanoseconds(verified, Engine.INTERPRETER);
        double translated = nanoseconds(verified, Engine.TRANSLATOR);
        double verification = FilterBench.median(
                VERIFICATIONS, i -> Verifier.verify(program, type).explored());
        return List.of(
                new MechanismBench.Figure("eBPF checksum of 64 bytes, interpreted", interpreted, "ns"),
                new MechanismBench.Figure("eBPF checksum of 64 bytes, translated", translated, "ns"),
                new MechanismBench.Figure(
                        "eBPF checksum of 64 bytes, interpreted over translated", interpreted / translated, "times"),
                new MechanismBench.Figure("eBPF checksum of 64 bytes, verifying", verification / 1000, "us"));
    }

    private static double nanoseconds(VerifiedProgram verified, Engine engine) {
        LoadedProgram loaded = verified.load(engine);
        byte[] context = new byte[CONTEXT_BYTES];
        Region packet = new ByteRegion(new byte[PACKET_BYTES]);
        return FilterBench.median(
                RUNS, i -> (int) loaded.run(context, packet, BUDGET).cycles());
    }
}
