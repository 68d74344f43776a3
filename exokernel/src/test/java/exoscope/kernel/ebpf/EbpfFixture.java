package exoscope.kernel.ebpf;

import exoscope.hw.cpu.Engine;
import java.util.ArrayList;
import java.util.List;

/** A type of programs with everything, and a kernel that writes down what it is asked to do. */
final class EbpfFixture implements KernelServices {
    static final long BUDGET = 100_000;
    static final RegionSpec TABLE = RegionSpec.array("table", 16, 4, true);
    static final RegionSpec CONSTANTS = RegionSpec.array("constants", 32, 1, false);
    static final ContextLayout CONTEXT = new ContextLayout(
            32,
            List.of(
                    new ContextLayout.Field("data", 0, 8, ContextLayout.Kind.PACKET, false),
                    new ContextLayout.Field("end", 8, 8, ContextLayout.Kind.PACKET_END, false),
                    new ContextLayout.Field("length", 16, 4, ContextLayout.Kind.NUMBER, false),
                    new ContextLayout.Field("mark", 24, 8, ContextLayout.Kind.NUMBER, true)));

    final List<String> done = new ArrayList<>();
    final ProgramType type = new ProgramType("packet handler", CONTEXT, KernelHelpers.table(this));

    static Program program(String source) {
        return new Program("test", Assembler.assemble(source), List.of(TABLE, CONSTANTS));
    }

    VerifiedProgram verify(String source) {
        return Verifier.verify(program(source), type);
    }

    /** Runs on both engines, which have to agree; on a packet with the bytes 0, 1, 2 and so on. */
    Result run(String source, int packetBytes) {
        VerifiedProgram verified = verify(source);
        Result interpreted = run(verified, Engine.INTERPRETER, packetBytes);
        List<String> first = List.copyOf(done);
        done.clear();
        Result translated = run(verified, Engine.TRANSLATOR, packetBytes);
        if (!interpreted.equals(translated) || !first.equals(done)) {
            throw new AssertionError(
                    "interpreted: %s %s, translated: %s %s".formatted(interpreted, first, translated, done));
        }
        return interpreted;
    }

    private static Result run(VerifiedProgram verified, Engine engine, int packetBytes) {
        byte[] packet = new byte[packetBytes];
        for (int i = 0; i < packetBytes; i++) {
            packet[i] = (byte) i;
        }
        byte[] context = new byte[CONTEXT.size()];
        new ByteRegion(context).store(16, 4, packetBytes);
        return verified.load(engine).run(context, new ByteRegion(packet), BUDGET);
    }

    @Override
    public long now() {
        return 1_000_000;
    }

    @Override
    public boolean send(byte[] packet) {
        done.add("send " + packet.length);
        return packet.length < 64;
    }

    @Override
    public boolean wake(int environment) {
        done.add("wake " + environment);
        return environment >= 0;
    }
}
