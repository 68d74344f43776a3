package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.CpuContext;
import exoscope.kernel.Capability;
import exoscope.kernel.ExceptionContexts;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The calls about interrupts, handlers and ranges of pages, made of the kernel and of its model. */
final class ProcessorCalls {
    private static final int[] PCS = {0x400000, 0, 0x7fff_fffc, 2, 0x8000_0080, 0xffff_fffc};
    private static final int IN_USE = 24;
    private static final int AREA_WORDS = 7;

    private final KernelModel model;
    private final PhysicalMemory memory;

    ProcessorCalls(KernelModel model, PhysicalMemory memory) {
        this.model = model;
        this.memory = memory;
    }

    /** What the kernel should deliver next to an environment. */
    @Nullable
    Upcall next(int id) {
        ModelEnvironment env = model.env(id);
        if (!off(env)) {
            return env.upcalls.poll();
        }
        int kinds = env.upcalls.stream().mapToInt(each -> 1 << each.number()).reduce(0, (a, b) -> a | b);
        setMissed(env, missed(env) | kinds);
        return null;
    }

    private boolean off(ModelEnvironment env) {
        boolean handling = env.handlers.values().stream().anyMatch(area -> memory.word(area + IN_USE) != 0);
        return handling || (env.words < 0 ? env.off : memory.word(env.words) != 0);
    }

    private int missed(ModelEnvironment env) {
        return env.words < 0 ? env.missed : memory.word(env.words + 4);
    }

    private void setMissed(ModelEnvironment env, int missed) {
        if (env.words < 0) {
            env.missed = missed;
        } else {
            memory.setWord(env.words + 4, missed);
        }
    }

    @Nullable
    String interruptsOff(int id, Exokernel calls, boolean off) {
        ModelEnvironment env = model.env(id);
        int expected = env.alive ? missed(env) : 0;
        int found = calls.interruptsOff(off);
        if (env.alive) {
            env.off = off;
            boolean stored = env.words < 0 || memory.word(env.words) == (off ? 1 : 0);
            env.missed = off ? env.missed : 0;
            return stored ? same(expected, found) : "the word that turns interrupts off was not stored";
        }
        return same(expected, found);
    }

    @Nullable
    String bindWords(int id, Exokernel calls, KernelCall call, int frame, Capability key) {
        ModelEnvironment env = model.env(id);
        int offset = offset(call);
        KernelError expected = badArea(id, frame, offset, 8, key);
        boolean off = env.words < 0 ? env.off : memory.word(env.words) != 0;
        int missed = expected == null ? missed(env) : 0;
        Result<Boolean> result = calls.bindInterruptWords(frame, offset, key);
        if (expected != null) {
            return same(expected, result);
        }
        env.words = (frame << PhysicalMemory.FRAME_SHIFT) + offset;
        String difference = same(missed, memory.word(env.words + 4));
        return difference != null ? difference : same(off, memory.word(env.words) != 0);
    }

    /** A plain store of the environment's to its own words, or to the end of a save area: no call. */
    @Nullable
    String store(int id, boolean area) {
        ModelEnvironment env = model.env(id);
        if (area) {
            env.handlers.values().forEach(each -> memory.setWord(each + IN_USE, 0));
        } else if (env.words >= 0) {
            memory.setWord(env.words, memory.word(env.words) == 0 ? 1 : 0);
        }
        return null;
    }

    private static int offset(KernelCall call) {
        return call.flag() ? 256 + 32 * (call.next() & 7) : call.y();
    }

    private @Nullable KernelError badArea(int id, int frame, int offset, int bytes, Capability key) {
        KernelError bad = model.badFrame(id, frame, key, Capability.READ_WRITE, true);
        boolean fits = offset >= 0 && (long) offset + bytes <= PhysicalMemory.FRAME_BYTES && offset % 4 == 0;
        return bad != null || fits ? bad : KernelError.BAD_ARGUMENT;
    }

    @Nullable
    String bindHandler(int id, Exokernel calls, KernelCall call, int frame, Capability key) {
        int cause = call.x() == 13 ? 0 : call.x();
        int pc = PCS[(call.next() >>> 4) % PCS.length];
        int offset = offset(call);
        boolean sensible = cause >= 0 && cause <= 17 && cause != 8 && pc >= 0 && pc % 4 == 0;
        KernelError expected =
                sensible ? badArea(id, frame, offset, ExceptionContexts.AREA_BYTES, key) : KernelError.BAD_ARGUMENT;
        if (expected == null) {
            model.env(id).handlers.put(cause, (frame << PhysicalMemory.FRAME_SHIFT) + offset);
            model.env(id).pcs.put(cause, pc);
        }
        return same(expected, calls.bindHandler(cause, pc, frame, offset, key));
    }

    @Nullable
    String releaseHandler(int id, Exokernel calls, KernelCall call) {
        List<Integer> all = List.copyOf(new TreeSet<>(model.env(id).handlers.keySet()));
        int cause = call.flag() || all.isEmpty() || call.x() < 0 ? call.x() : all.get(call.x() % all.size());
        boolean bound = model.env(id).handlers.remove(cause) != null;
        return same(bound ? null : KernelError.NOT_OWNER, calls.releaseHandler(cause));
    }

    /** An interrupt of machine code: saved to the area by physical address, and nothing else changed. */
    @Nullable
    String interrupt(int id, Kernel kernel) {
        ModelEnvironment env = model.env(id);
        CpuContext context = new CpuContext();
        for (int i = 1; i < context.gpr.length; i++) {
            context.gpr[i] = 1000 + i;
        }
        context.jumpTo(0x400100);
        Upcall upcall = new Upcall.TransferDone(77, true);
        Integer area = env.handlers.get(ExceptionContexts.INTERRUPT);
        if (area == null || off(env)) {
            return area == null ? same(false, kernel.exceptions().interrupt(id, context, upcall)) : null;
        }
        String difference = same(true, kernel.exceptions().interrupt(id, context, upcall));
        List<Integer> saved = new ArrayList<>();
        for (int i = 0; i < AREA_WORDS; i++) {
            saved.add(memory.word(area + 4 * i));
        }
        difference = difference != null
                ? difference
                : same(List.of(1001, 1026, 1027, 0x400100, 77, upcall.number(), 1), saved);
        difference = difference != null ? difference : same(env.pcs.get(0), context.pc);
        return difference != null ? difference : same(1008 + 1025, context.gpr[8] + context.gpr[25]);
    }

    @Nullable
    String pending(int id, Exokernel calls) {
        return same(List.copyOf(model.env(id).upcalls), calls.pendingUpcalls());
    }

    @Nullable
    String writeRange(int id, Exokernel calls, KernelCall call, int frame, Capability key) {
        List<Integer> frames = new ArrayList<>();
        for (int i = 0; i <= call.next() % 4; i++) {
            frames.add(frame + (call.key() % 3 == 0 ? i : 0));
        }
        int page = call.y();
        int rights = call.flag() ? Capability.READ_WRITE : Capability.READ;
        boolean inSpace = page >= 0 && (long) page + frames.size() <= 1 << 19;
        KernelError expected = inSpace ? model.badKey(id, key) : KernelError.BAD_ARGUMENT;
        for (int each : frames) {
            expected = expected != null ? expected : model.badFrame(id, each, key, rights, false);
            if (expected == null && model.volume.keepsFrom(each, call.flag())) {
                expected = KernelError.IN_USE;
            }
        }
        Result<Integer> result = calls.tlbWriteRange(page, frames, call.flag(), key);
        if (expected == null && result.ok()) {
            for (int i = 0; i < frames.size(); i++) {
                model.admit(id, page + i, frames.get(i), call.flag(), key);
                model.volume.mapped(frames.get(i), call.flag());
            }
        }
        return same(expected, result);
    }

    @Nullable
    String protectRange(int id, Exokernel calls, KernelCall call) {
        int page = call.x();
        int n = call.y();
        int rights = call.next() % 5;
        boolean sensible = page >= 0 && n >= 1 && n <= 4096 && page <= (1 << 19) - n && rights <= 3 && rights != 2;
        List<KernelModel.Page> known = new ArrayList<>();
        for (int i = 0; sensible && i < n; i++) {
            if (!calls.stlbEntry(page + i).isEmpty()) {
                known.add(new KernelModel.Page(id, page + i));
            }
        }
        KernelError expected = sensible ? null : KernelError.BAD_ARGUMENT;
        if (sensible
                && model.promised.keySet().stream()
                        .anyMatch(each -> each.env() == id && each.page() >= page && each.page() - page < n)) {
            expected = KernelError.IN_USE;
        }
        for (KernelModel.Page each : known) {
            expected = expected == null ? protectable(each, rights) : expected;
        }
        if (expected == null) {
            known.forEach(each -> model.protect(each, rights));
        }
        return same(expected, calls.protRange(page, n, rights));
    }

    private @Nullable KernelError protectable(KernelModel.Page page, int rights) {
        if ((model.admitted.getOrDefault(page, 0) & rights) != rights) {
            return KernelError.INSUFFICIENT_RIGHTS;
        }
        KernelModel.Mapping mapping = model.translations.get(page);
        if (mapping == null || mapping.writable() || rights != Capability.READ_WRITE) {
            return null;
        }
        return model.volume.keepsFrom(mapping.frame(), true) ? KernelError.IN_USE : null;
    }
}
