package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.ebpf.FrameRegion;
import exoscope.kernel.ebpf.LoadedProgram;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.Region;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.ebpf.VerifiedProgram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program may be given: for each region it declares a frame of its owner's, or a little memory of its own. */
final class DownloadedCode {
    /** In place of a frame: memory that the kernel keeps for the program. */
    static final int OWN_MEMORY = -1;

    private DownloadedCode() {}

    /** What is wrong with the frames meant for a program's regions, in a sentence; null if nothing is. */
    static @Nullable String problem(Program program, List<Integer> frames) {
        List<RegionSpec> regions = program.regions();
        if (regions.size() > Program.MOST_REGIONS || regions.size() != frames.size()) {
            return "%d frames for %d regions: must be as many, and at most %d"
                    .formatted(frames.size(), regions.size(), Program.MOST_REGIONS);
        }
        for (RegionSpec region : regions) {
            if (region.size() > PhysicalMemory.FRAME_BYTES) {
                return "region %s of %d bytes does not fit into a frame".formatted(region.name(), region.size());
            }
        }
        return null;
    }

    /** The frames among what is meant for regions. */
    static List<Integer> frames(List<Integer> places) {
        return places.stream().filter(place -> place != OWN_MEMORY).toList();
    }

    /** Loads a program with the beginnings of frames as its regions. */
    static LoadedProgram load(Kernel kernel, VerifiedProgram verified, List<Integer> places) {
        PhysicalMemory memory = kernel.machine().memory();
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            RegionSpec spec = verified.program().regions().get(i);
            int place = places.get(i);
            regions.add(
                    place == OWN_MEMORY
                            ? spec.create()
                            : new FrameRegion(memory, place << PhysicalMemory.FRAME_SHIFT, spec.size()));
        }
        return verified.load(kernel.config().engine(), regions);
    }
}
