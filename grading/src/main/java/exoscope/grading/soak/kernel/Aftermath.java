package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.grading.soak.kernel.VolumeTree.Node;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelVolume.BlockInfo;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ExokernelVolume.CachedBlock;
import exoscope.kernel.ExokernelVolume.RootInfo;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left when all environments have ended and the disk has done everything: nothing but file systems, and those whole. */
final class Aftermath {
    private final KernelModel model;
    private final Machine machine;
    private final Exokernel calls;

    /** @param calls of any environment: it looks only */
    Aftermath(KernelModel model, Machine machine, Exokernel calls) {
        this.model = model;
        this.machine = machine;
        this.calls = calls;
    }

    /** What is wrong, or null. */
    @Nullable
    String difference() {
        String difference = same(KernelModel.FRAMES, calls.freeFrames().size());
        for (CachedBlock each : calls.volume().cached()) {
            if (difference == null && each.state() != CacheState.FREE) {
                difference = "nobody is left, and still there is " + each;
            }
        }
        for (int block = 0; block < KernelModel.BLOCKS && difference == null; block++) {
            difference = block(block);
        }
        return difference;
    }

    private @Nullable String block(int block) {
        boolean area = model.volume.on() && block < VolumeModel.AREA;
        int owner = model.volume.tree.node(block) != null ? VolumeModel.CATALOGUED : area ? -1 : 0;
        String difference = same(owner, calls.ownerOfBlock(block));
        if (difference == null && !area) {
            difference = same(
                    model.volume.onDisk(block), BlockWords.of(machine.disk().peek(block)));
        }
        return difference == null ? null : "block " + block + ": " + difference;
    }

    /** What is wrong with what a kernel finds that boots from the disk, or null. */
    @Nullable
    String differenceAfterReboot(MachineConfig machineConfig, KernelConfig config) {
        Machine next = new Machine(machineConfig, TraceSink.NONE);
        next.disk().insert(machine.powerFail());
        Kernel kernel = new Kernel(next, config);
        Exokernel reader = kernel.callsOf(kernel.createEnvironment("reader", 0));
        List<RootInfo> roots = model.volume.tree.roots.values().stream()
                .map(root -> new RootInfo(root.id(), root.block(), root.type(), false))
                .toList();
        String difference = same(roots, reader.volume().roots());
        for (Node node : model.volume.tree.nodes()) {
            BlockInfo info =
                    new BlockInfo(node.block, node.parent, node.type, node.root.id(), node.disk.size(), true, false);
            difference =
                    difference == null ? same(List.of(info), reader.volume().block(node.block)) : difference;
        }
        return difference == null ? null : "after a power failure: " + difference;
    }
}
