package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.grading.soak.kernel.KernelModel.Mapping;
import exoscope.grading.soak.kernel.KernelModel.Page;
import exoscope.hw.Machine;
import exoscope.kernel.Capability;
import exoscope.kernel.Cost;
import exoscope.kernel.Exokernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The calls about frames and translations, made of the kernel and of its model. */
final class MemoryCalls {
    /** What passes in a call before it looks at what is available. */
    private static final int CHECKED = Cost.SYSTEM_CALL.cycles() + Cost.CAPABILITY_CHECK.cycles();

    private static final int SECRET = 0x5ec3_e700;
    private static final int USER_PAGES = 1 << 19;
    private static final int COLOURS = 16;

    private final KernelModel model;
    private final Machine machine;
    /** Frames asked for by the kernel in the present step, in order. */
    private final List<Integer> requested;

    MemoryCalls(KernelModel model, Machine machine, List<Integer> requested) {
        this.model = model;
        this.machine = machine;
        this.requested = requested;
    }

    @Nullable
    String allocPages(int env, Exokernel calls, int n, Capability key) {
        long now = machine.clock().now() + CHECKED;
        KernelError expected = n < 1 || n > KernelModel.ALL_FRAMES ? KernelError.BAD_ARGUMENT : model.badKey(env, key);
        boolean isShort = expected == null && n > model.available(env, now);
        List<Integer> ask = isShort ? model.wants(env, n, now, frame -> true) : List.of();
        Result<List<Integer>> result = calls.allocPages(n, key);
        if (isShort) {
            String difference = same(ask, requested);
            return difference == null ? same(KernelError.SHORT, result) : "asked for: " + difference;
        }
        if (expected != null || !result.ok()) {
            return same(expected, result);
        }
        model.wantsNothing(env);
        List<Integer> granted = model.framesOf(0).stream().limit(n).toList();
        String difference = same(granted, result.get());
        return difference == null ? bound(granted, env, key) : difference;
    }

    @Nullable
    String allocColour(int env, Exokernel calls, int n, int colour, Capability key) {
        long now = machine.clock().now() + CHECKED;
        IntPredicate right = frame -> frame % COLOURS == colour;
        long all = IntStream.range(0, KernelModel.FRAMES).filter(right).count();
        boolean bad = colour < 0 || colour >= COLOURS || n < 1 || n > all;
        KernelError expected = bad ? KernelError.BAD_ARGUMENT : model.badKey(env, key);
        if (expected != null) {
            return same(expected, calls.allocColour(n, colour, key));
        }
        List<Integer> free =
                model.framesOf(0).stream().filter(right::test).limit(n).toList();
        boolean isShort = free.size() < n || n > model.available(env, now);
        List<Integer> ask = isShort ? model.wants(env, n, now, right) : List.of();
        Result<List<Integer>> result = calls.allocColour(n, colour, key);
        if (isShort) {
            String difference = same(ask, requested);
            return difference == null ? same(KernelError.SHORT, result) : "asked for: " + difference;
        }
        model.wantsNothing(env);
        String difference = same(free, result.get());
        return difference == null ? bound(free, env, key) : difference;
    }

    @Nullable
    String allocFrame(int env, Exokernel calls, int frame, Capability key) {
        long now = machine.clock().now() + CHECKED;
        KernelError expected = KernelModel.isFrame(frame) ? model.badKey(env, key) : KernelError.BAD_ARGUMENT;
        if (expected == null) {
            expected = model.owner[frame] != 0 ? KernelError.IN_USE : null;
        }
        if (expected == null) {
            expected = model.available(env, now) < 1 ? KernelError.SHORT : null;
        }
        Result<Integer> result = calls.allocFrame(frame, key);
        String difference = same(expected, result);
        return difference == null && expected == null ? bound(List.of(frame), env, key) : difference;
    }

    @Nullable
    String dealloc(int env, Exokernel calls, int frame, Capability key) {
        KernelError expected = model.badFrame(env, frame, key, Capability.WRITE, true);
        Result<Boolean> result = calls.dealloc(frame, key);
        if (expected == null) {
            model.release(env, frame);
        }
        return same(expected, result);
    }

    @Nullable
    String changeGuard(int env, Exokernel calls, int frame, Capability old, Capability next) {
        KernelError expected = model.badFrame(env, frame, old, Capability.WRITE, true);
        if (expected == null) {
            expected = model.issued.contains(next) ? null : KernelError.FORGED_CAPABILITY;
        }
        Result<Boolean> result = calls.changeGuard(frame, old, next);
        if (expected == null) {
            model.guard[frame] = next.name();
            model.unmap(frame);
        }
        return same(expected, result);
    }

    @Nullable
    String tlbWrite(int env, Exokernel calls, int page, int frame, boolean writable, Capability key) {
        int rights = writable ? Capability.READ_WRITE : Capability.READ;
        KernelError expected = model.badFrame(env, frame, key, rights, false);
        if (expected == null) {
            expected = page < 0 || page >= USER_PAGES ? KernelError.BAD_ARGUMENT : null;
        }
        if (expected == null && model.promised.containsKey(new Page(env, page))) {
            expected = KernelError.IN_USE;
        }
        if (expected == null && model.volume.keepsFrom(frame, writable)) {
            expected = KernelError.IN_USE;
        }
        Result<Boolean> result = calls.tlbWrite(page, frame, writable, key);
        if (expected != null || !result.ok()) {
            return same(expected, result);
        }
        model.admit(env, page, frame, writable, key);
        model.volume.mapped(frame, writable);
        return same(List.of(new Exokernel.Translation(env, page, frame, writable)), calls.stlbEntry(page));
    }

    @Nullable
    String tlbDelete(int env, Exokernel calls, int page) {
        KernelError expected = page < 0 || page >= USER_PAGES ? KernelError.BAD_ARGUMENT : null;
        if (model.promised.containsKey(new Page(env, page))) {
            expected = KernelError.IN_USE;
        } else {
            model.translations.remove(new Page(env, page));
        }
        return same(expected, calls.tlbDelete(page));
    }

    @Nullable
    String protCtrl(int env, Exokernel calls, int frame, int rights, Capability key) {
        KernelError expected = model.badFrame(env, frame, key, Capability.WRITE, true);
        if (expected == null && (rights < 0 || rights > Capability.READ_WRITE || rights == Capability.WRITE)) {
            expected = KernelError.BAD_ARGUMENT;
        }
        Result<Boolean> result = calls.protCtrl(frame, rights, key);
        if (expected == null && rights == 0) {
            model.unmap(frame);
        } else if (expected == null && rights == Capability.READ) {
            model.translations.replaceAll(
                    (page, mapping) -> mapping.frame() == frame ? new Mapping(frame, false) : mapping);
            model.promised.replaceAll(
                    (page, mapping) -> mapping.frame() == frame ? new Mapping(frame, false) : mapping);
        }
        return same(expected, result);
    }

    /** New frames are the model's too, and hold nothing; from now on they hold a secret. */
    private @Nullable String bound(List<Integer> granted, int env, Capability key) {
        for (int frame : granted) {
            model.bind(frame, env, key.name());
            if (machine.memory().word(frame << 12) != 0) {
                return "frame " + frame + " was not cleared";
            }
            machine.memory().setWord(frame << 12, SECRET + env);
        }
        return null;
    }
}
