package exoscope.kernel.ebpf;

import exoscope.hw.cpu.Engine;
import java.util.ArrayList;
import java.util.List;

/** A program that the verifier let in; only it makes them. */
public final class VerifiedProgram {
    private final Program program;
    private final List<Instruction> code;
    private final ProgramType type;
    private final Structure structure;
    private final Blocks blocks;
    private final int explored;
    private final int stackBytes;

    VerifiedProgram(
            Program program,
            List<Instruction> code,
            ProgramType type,
            Structure structure,
            int explored,
            int stackBytes) {
        this.program = program;
        this.code = code;
        this.type = type;
        this.structure = structure;
        this.blocks = Blocks.of(code, type.helpers());
        this.explored = explored;
        this.stackBytes = stackBytes;
    }

    public Program program() {
        return program;
    }

    /** Instructions that the verifier stepped through, over all paths. */
    public int explored() {
        return explored;
    }

    /** Bytes of stack that the deepest chain of calls uses. */
    public int stackBytes() {
        return stackBytes;
    }

    /** Whether an instruction that can be reached calls a helper. */
    public boolean calls(int helper) {
        return code.stream().anyMatch(each -> each.isCall() && !each.isLocalCall() && each.imm() == helper);
    }

    /** Loads the program with regions of its own. */
    public LoadedProgram load(Engine engine) {
        return load(engine, program.regions().stream().map(RegionSpec::create).toList());
    }

    /**
     * Loads the program with regions that the kernel chose: frames, for instance.
     *
     * @param engine both give the same results and the same cycles
     * @param bound one for each region of the program, of the size it declared
     * @throws IllegalArgumentException if the regions are not those that the program declared
     */
    public LoadedProgram load(Engine engine, List<Region> bound) {
        List<RegionSpec> specs = program.regions();
        if (bound.size() != specs.size()) {
            throw new IllegalArgumentException(bound.size() + " regions, the program has " + specs.size());
        }
        for (int i = 0; i < specs.size(); i++) {
            if (bound.get(i).size() != specs.get(i).size()) {
                throw new IllegalArgumentException("region %s of %d bytes, must be %d"
                        .formatted(
                                specs.get(i).name(),
                                bound.get(i).size(),
                                specs.get(i).size()));
            }
        }
        return new LoadedProgram(type.context(), body(engine), new ArrayList<>(bound), specs);
    }

    private ProgramBody body(Engine engine) {
        Interpreter interpreter = new Interpreter(code, blocks, type.helpers());
        return engine == Engine.INTERPRETER
                ? interpreter
                : new ProgramClass(code, blocks, type.helpers(), structure)
                        .translate()
                        .orElse(interpreter);
    }
}
