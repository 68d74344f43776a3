package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ExokernelVolume.Move;
import exoscope.kernel.ExokernelVolume.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The calls about file systems and many blocks, with null or something else where it does not belong: an answer, and no change. */
@SuppressWarnings({"unchecked", "NullAway"})
class VolumeNullArgumentsTest {
    private static final Capability NO_KEY = null;
    /** A frame of the caller's. */
    private static final int FRAME = 20;

    private final List<DynamicTest> tests = new ArrayList<>();

    @TestFactory
    List<DynamicTest> nullIsRefusedAtEachPlace() {
        add("addTemplate", f -> f.volume.addTemplate(null));
        add("createRoot", f -> f.volume.createRoot(B + 3, TABLE, false, NO_KEY));
        add("deleteRoot", f -> f.volume.deleteRoot(1, NO_KEY));
        add("fetch", f -> f.volume.fetch(B + 1, FRAME, NO_KEY));
        add("insert", f -> f.volume.insert(B + 1, FRAME, NO_KEY, f.key));
        add("insert, the block's", f -> f.volume.insert(B + 1, FRAME, f.key, NO_KEY));
        add("flush", f -> f.volume.flush(B, NO_KEY));
        add("patch, the key", f -> f.volume.patch(B, List.of(), NO_KEY));
        addPatches("patch", (f, patches) -> f.volume.patch(B, patches, f.key));
        addPatches("own", (f, patches) -> f.volume.own(B, B + 3, 1, DATA, patches, f.key));
        addPatches("disown", (f, patches) -> f.volume.disown(B, B + 1, 1, patches, f.key));
        add("move", f -> f.volume.move(null, f.key));
        addPatches("move from", (f, patches) -> f.volume.move(new Move(B, B + 6, B + 1, 1, patches, List.of()), f.key));
        addPatches("move to", (f, patches) -> f.volume.move(new Move(B, B + 6, B + 1, 1, List.of(), patches), f.key));
        for (List<?> runs : odd(new BlockRun(B + 9, null))) {
            add("transferBlocks " + runs, f -> f.first.disk().transferBlocks((List<BlockRun>) runs, true, f.key));
        }
        for (List<?> frames : odd("no frame")) {
            List<BlockRun> runs = List.of(new BlockRun(B + 9, (List<Integer>) frames));
            add("transferBlocks " + runs, f -> f.first.disk().transferBlocks(runs, true, f.key));
        }
        return tests;
    }

    /** No list, and lists of what does not belong there. */
    private static List<@Nullable List<?>> odd(Object item) {
        return Arrays.asList(null, Collections.singletonList(null), List.of("no such thing"), List.of(item));
    }

    private void addPatches(String name, BiFunction<VolumeFixture, List<Patch>, Result<?>> call) {
        for (List<?> bytes : odd("no byte")) {
            Patch patch = new Patch(0, (List<Byte>) bytes);
            for (List<?> patches : odd(patch)) {
                add(name + " " + patches, f -> call.apply(f, (List<Patch>) patches));
            }
        }
    }

    private void add(String name, Function<VolumeFixture, Result<?>> call) {
        tests.add(DynamicTest.dynamicTest(name, () -> refuses(call)));
    }

    private static void refuses(Function<VolumeFixture, Result<?>> call) {
        VolumeFixture f = new VolumeFixture().ready();
        f.root(B, f.key);
        f.own(B, 0, B + 1, 1, DATA).get();
        f.own(B, 1, B + 6, 1, TABLE).get();
        f.init(B + 6, 0, f.key);
        f.first.allocFrame(FRAME, f.key).get();
        String before = state(f);
        assertThat(call.apply(f).error()).isIn(KernelError.BAD_ARGUMENT, KernelError.FORGED_CAPABILITY);
        assertThat(state(f)).isEqualTo(before);
        f.kernel.invariants().checkAll();
    }

    private static String state(VolumeFixture f) {
        return f.volume.roots() + " " + f.volume.cached() + f.volume.block(B) + f.volume.block(B + 6)
                + f.kernel.framesOf(f.one) + f.first.disk().blocksInFlight();
    }
}
