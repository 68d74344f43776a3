package exoscope.labs.engine;

import java.util.List;

/**
 * A situation that a submission is put into, as the lab file declares it.
 *
 * @param name what tickets call it
 * @param title one line for people
 * @param frames physical memory of the machine, in frames
 * @param guaranteed frames that the kernel never takes from the student's environment
 * @param deadline cycles to answer a revocation
 * @param slice cycles of a slice
 * @param budget cycles after which the run is cut off
 * @param program the MIPS program that the student's libOS runs
 * @param tenants the other environments, in the order of their slices
 */
public record ScenarioFile(
        String name,
        String title,
        int frames,
        int guaranteed,
        long deadline,
        long slice,
        long budget,
        String program,
        List<Tenant> tenants) {

    /**
     * Another environment on the machine, with a libOS of the lab's own.
     *
     * @param name the environment's name
     * @param libOs the libOS's class, among the lab's tenant sources
     * @param guaranteed frames that the kernel never takes from it
     */
    public record Tenant(String name, String libOs, int guaranteed) {}
}
