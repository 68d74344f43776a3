package exoscope.grading.soak.kernel;

import exoscope.kernel.KernelError;
import exoscope.kernel.ebpf.Assembler;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that say what metadata owns, most of which make no sense. */
final class VolumePrograms {
    private static final int TABLE_BYTES = BlockWords.ENTRIES * BlockWords.ENTRY_WORDS * Integer.BYTES;
    private static final RegionSpec READ = RegionSpec.array("table", TABLE_BYTES, 1, false);
    private static final RegionSpec KEPT = RegionSpec.array("kept", 8, 1, true);
    private static final RegionSpec HUGE = RegionSpec.array("table", 8192, 1, false);

    private static final Program TABLE = program(table(), READ);
    private static final Program NO_REGION = program("r0 = 0\nexit");
    private static final Program KEEPS = program("r0 = 0\nexit", READ, KEPT);
    private static final Program TOO_LONG = program("r0 = 0\nexit", HUGE);
    private static final Program UNSAFE = program("r0 = *(u64 *)(r1 + 0)\nexit", READ);
    private static final Program ALWAYS = program("r1 = 12\nr2 = 1\nr3 = 0\ncall 7\nr0 = 0\nexit", READ);

    private VolumePrograms() {}

    /**
     * A function.
     *
     * @param senseless whether the kernel sees at a glance that it cannot be one
     * @param refusal why else it is refused, or null
     */
    record Choice(
            @Nullable Program program,
            boolean senseless,
            @Nullable KernelError refusal) {}

    /** Kind 0 makes sense. */
    static Choice choose(int kind) {
        return switch (kind) {
            case 0, 1 -> new Choice(TABLE, false, null);
            case 2 -> new Choice(null, true, null);
            case 3 -> new Choice(NO_REGION, true, null);
            case 4 -> new Choice(KEEPS, true, null);
            case 5 -> new Choice(TOO_LONG, true, null);
            case 6, 7 -> new Choice(UNSAFE, false, KernelError.UNSAFE_PROGRAM);
            default -> new Choice(ALWAYS, false, KernelError.BAD_FUNCTION);
        };
    }

    private static Program program(String text, RegionSpec... regions) {
        return new Program("soak", Assembler.assemble(text), List.of(regions));
    }

    private static String table() {
        StringBuilder text = new StringBuilder("r6 = value[0]+0\n");
        for (int entry = 0; entry < BlockWords.ENTRIES; entry++) {
            int at = entry * BlockWords.ENTRY_WORDS * Integer.BYTES;
            text.append("r2 = *(u32 *)(r6 + %d)\nif r2 == 0 goto next%d\n".formatted(at + 4, entry))
                    .append("r1 = *(u32 *)(r6 + %d)\nr3 = *(u32 *)(r6 + %d)\ncall 7\n".formatted(at, at + 8))
                    .append("next%d:\n".formatted(entry));
        }
        return text.append("r0 = 0\nexit").toString();
    }
}
