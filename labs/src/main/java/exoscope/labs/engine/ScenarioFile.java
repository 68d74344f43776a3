package exoscope.labs.engine;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * A situation that a submission is put into, as the lab file declares it. What begins with {@code peers} may be left out.
 *
 * @param name what tickets call it
 * @param title one line for people
 * @param frames physical memory of the machine, in frames
 * @param guaranteed frames that the kernel never takes from the student's environment
 * @param deadline cycles to answer a revocation
 * @param slice cycles of a slice
 * @param budget cycles after which the run is cut off, those after a restart included
 * @param program the MIPS program that the student's libOS runs, or empty for none
 * @param tenants the other environments, in the order of their slices
 * @param peers the computers at the other end of the network card; without any the machine has no network, and with one
 *     the kernel keeps nine frames for it
 * @param extent blocks of the disk that an installer gives to the student's environment, after its program's: the same
 *     ones after a restart
 * @param volume whether the kernel keeps a catalogue of file systems on the disk, and boots from it. Then all blocks are
 *     the catalogue's, so that there can be neither a program nor an extent
 * @param restart whether the machine is switched on again a millisecond after the power has failed: the kernel boots from
 *     what is on the disk, and every libOS starts anew. Else the run ends there
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
        List<Tenant> tenants,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<PeerFile> peers,
        int extent,
        boolean volume,
        boolean restart) {

    /**
     * Another environment on the machine, with a libOS of the lab's own.
     *
     * @param name the environment's name
     * @param libOs the libOS's class, among the lab's tenant sources
     * @param guaranteed frames that the kernel never takes from it
     */
    public record Tenant(String name, String libOs, int guaranteed) {}
}
