package exoscope.kernel;

import exoscope.hw.device.Disk;
import exoscope.kernel.ExokernelVolume.Patch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a block as an environment names them, looked at once. */
final class BlockPatches {
    private BlockPatches() {}

    /** A copy of patches that all lie in a block, or null. An empty list is one: contents may mean something else by themselves. */
    static @Nullable List<Patch> copy(@Nullable List<Patch> patches) {
        if (patches != null && patches.isEmpty()) {
            return List.of();
        }
        List<Patch> plain = BlockRuns.plain(patches, ExokernelVolume.MOST_PATCHES, Patch.class);
        if (plain == null) {
            return null;
        }
        List<Patch> copy = new ArrayList<>();
        for (Patch patch : plain) {
            List<Byte> bytes = BlockRuns.plain(patch.bytes(), Disk.BLOCK_BYTES, Byte.class);
            if (bytes == null || patch.offset() < 0 || patch.offset() > Disk.BLOCK_BYTES - bytes.size()) {
                return null;
            }
            copy.add(new Patch(patch.offset(), bytes));
        }
        return copy;
    }

    /** Stores patches, in order. */
    static void apply(byte[] contents, List<Patch> patches) {
        for (Patch patch : patches) {
            for (int i = 0; i < patch.bytes().size(); i++) {
                contents[patch.offset() + i] = patch.bytes().get(i);
            }
        }
    }

    static int bytes(List<Patch> patches) {
        return patches.stream().mapToInt(patch -> patch.bytes().size()).sum();
    }

    static int words(List<Patch> patches) {
        return patches.stream()
                .mapToInt(patch -> (patch.bytes().size() + Integer.BYTES - 1) / Integer.BYTES)
                .sum();
    }
}
