package exoscope.kernel.ebpf;

import java.util.List;

/**
 * A program as it is submitted: nothing about it has been checked yet.
 *
 * @param name for people
 * @param code a slot after the other; it begins at the first
 * @param regions what its 64-bit immediates of kind 1 and 2 name by place
 */
public record Program(String name, List<Instruction> code, List<RegionSpec> regions) {
    /** Regions that a program may name. */
    public static final int MOST_REGIONS = 16;

    public Program {
        // Arrays refuse what is something else, though the caller's compiler may have been told that it is not.
        code = List.of(code.toArray(Instruction[]::new));
        regions = List.of(regions.toArray(RegionSpec[]::new));
    }
}
