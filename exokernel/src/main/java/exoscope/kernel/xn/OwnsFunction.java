package exoscope.kernel.xn;

import exoscope.hw.cpu.Engine;
import exoscope.hw.device.Disk;
import exoscope.kernel.ebpf.ByteRegion;
import exoscope.kernel.ebpf.ContextLayout;
import exoscope.kernel.ebpf.Execution;
import exoscope.kernel.ebpf.HelperSignature;
import exoscope.kernel.ebpf.HelperSignature.Argument;
import exoscope.kernel.ebpf.HelperSignature.Returned;
import exoscope.kernel.ebpf.HelperTable;
import exoscope.kernel.ebpf.KernelHelpers;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.ProgramType;
import exoscope.kernel.ebpf.RefusedProgramException;
import exoscope.kernel.ebpf.Region;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.ebpf.Result;
import exoscope.kernel.ebpf.VerifiedProgram;
import exoscope.kernel.ebpf.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An untrusted deterministic function: it says which blocks a metadata block owns. Nobody has to believe it, since the
 * kernel only compares what it says before and after a change (xn.tex). It is deterministic because there is nothing that
 * it could read but the block and its own constants, and nothing that it could keep.
 *
 * <p>Its first region is what it reads of the block: the first bytes, as many as it declares. It calls {@code owns(block,
 * count, type)} for each run of blocks, and returns 0.
 */
public final class OwnsFunction {
    /** Most cycles that a run may take. */
    public static final long BUDGET = 20_000;
    /** Blocks that a block may own. */
    public static final int MOST_OWNED = 1024;
    /** {@code long owns(u64 block, u64 count, u64 type)}: says that so many blocks from this one on are owned. */
    public static final int OWNS = 7;

    private static final int OWNS_CYCLES = 12;
    private static final byte[] NO_CONTEXT = new byte[0];

    private final Program program;
    private final int blocks;
    private final byte[] block = new byte[Disk.BLOCK_BYTES];
    private final LoadedProgram loaded;
    private final int explored;
    /** What the run under way has said so far. */
    private SortedMap<Integer, Integer> said = new TreeMap<>();

    private @Nullable String problem;

    /**
     * What a function says of a block.
     *
     * @param owned types by block
     * @param problem why that is of no use, or null
     * @param cycles what saying it took
     */
    public record Answer(
            SortedMap<Integer, Integer> owned, @Nullable String problem, long cycles) {}

    /**
     * Lets a function in.
     *
     * @param blocks of the disk: it cannot own others
     * @param mostSteps instructions that the verifier follows at most
     * @throws RefusedProgramException if the verifier does not
     */
    public OwnsFunction(Program program, int blocks, Engine engine, int mostSteps) {
        this.program = program;
        this.blocks = blocks;
        HelperTable helpers = HelperTable.NONE
                .with(
                        new HelperSignature(
                                OWNS,
                                "owns",
                                List.of(Argument.NUMBER, Argument.NUMBER, Argument.NUMBER),
                                Returned.NUMBER,
                                OWNS_CYCLES),
                        (execution, first, count, type, d, e) -> say(execution, first, count, type))
                .with(lookup().signature(), lookup().function());
        ProgramType type = new ProgramType("owns function", ContextLayout.EMPTY, helpers, false, 0, 0);
        VerifiedProgram verified = Verifier.verify(program, type, mostSteps);
        explored = verified.explored();
        List<Region> regions = new ArrayList<>();
        regions.add(new ByteRegion(block, 0, readSet()));
        program.regions().stream().skip(1).map(RegionSpec::create).forEach(regions::add);
        loaded = verified.load(engine, regions);
    }

    private static HelperTable.Entry lookup() {
        return KernelHelpers.table(new Nothing()).find(KernelHelpers.LOOKUP).orElseThrow();
    }

    /** Why a program cannot be such a function whatever its instructions are, or null. */
    public static @Nullable String problem(Program program) {
        List<RegionSpec> regions = program.regions();
        if (regions.isEmpty() || regions.getFirst().size() > Disk.BLOCK_BYTES) {
            return "its first region is what it reads of a block, 1 to " + Disk.BLOCK_BYTES + " bytes";
        }
        if (regions.size() > Program.MOST_REGIONS) {
            return regions.size() + " regions: " + Program.MOST_REGIONS + " are the most";
        }
        for (RegionSpec region : regions) {
            if (region.size() > Disk.BLOCK_BYTES) {
                return "region %s of %d bytes: %d are the most"
                        .formatted(region.name(), region.size(), Disk.BLOCK_BYTES);
            }
            if (region.writable()) {
                return "region " + region.name() + " is for writing, and what a function keeps could change its answer";
            }
        }
        return null;
    }

    public Program program() {
        return program;
    }

    /** Bytes of a block on which the answer may depend: the first ones. */
    public int readSet() {
        return program.regions().getFirst().size();
    }

    /** Instructions that the verifier followed. */
    public int explored() {
        return explored;
    }

    /** Asks of a block's contents. */
    public Answer of(byte[] contents) {
        System.arraycopy(contents, 0, block, 0, block.length);
        said = new TreeMap<>();
        problem = null;
        Result result = loaded.run(NO_CONTEXT, BUDGET);
        if (result.outcome() == Result.Outcome.OUT_OF_BUDGET) {
            problem = "it takes more than " + BUDGET + " cycles";
        }
        return new Answer(Collections.unmodifiableSortedMap(said), problem, result.cycles());
    }

    private long say(Execution execution, long first, long count, long type) {
        if (count < 1 || count > MOST_OWNED - said.size() || first < 0 || first > blocks - count) {
            problem = "it says %d blocks from %d on: the disk has %d, and a block owns at most %d"
                    .formatted(count, first, blocks, MOST_OWNED);
            return -1;
        }
        if (type < 0 || type > Catalogue.MOST_TEMPLATES) {
            problem = "it says type " + type;
            return -1;
        }
        execution.charge(count * 2);
        for (int i = 0; i < count; i++) {
            if (said.put((int) first + i, (int) type) != null) {
                problem = "it says block " + (first + i) + " twice";
            }
        }
        return 0;
    }
}
