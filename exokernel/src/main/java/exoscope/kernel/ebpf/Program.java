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
    public Program {
        code = List.copyOf(code);
        regions = List.copyOf(regions);
    }
}
