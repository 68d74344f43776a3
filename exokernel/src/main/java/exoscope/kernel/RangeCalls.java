package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that change many pages in one crossing, as Xok's {@code insert_pte_range} and {@code mod_pte_range} do. Unlike those
 * they do all or nothing: everything is looked at before anything is changed.
 */
abstract class RangeCalls extends ProcessorCalls {

    RangeCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    @Override
    public Result<Integer> tlbWriteRange(int page, List<Integer> frames, boolean writable, Capability key) {
        enter();
        List<Integer> wanted = copy(frames, Integer.class);
        if (wanted == null) {
            return refuseNull("tlbWriteRange");
        }
        if (!inUserSpace(page, wanted.size())) {
            return refuse(
                    "tlbWriteRange",
                    KernelError.BAD_ARGUMENT,
                    "%d frames for the pages from %d on".formatted(wanted.size(), page));
        }
        if (kernel.guaranteed().any(env.id, page, wanted.size())) {
            return refuse("tlbWriteRange", KernelError.IN_USE, "one of the pages has a guaranteed mapping");
        }
        Result<Integer> refusal = checkKey("tlbWriteRange", key);
        int needed = writable ? Capability.READ_WRITE : Capability.READ;
        for (int i = 0; i < wanted.size() && refusal == null; i++) {
            charge(Cost.EXPOSED_READ, 2); // owner and guard
            refusal = checkGuard("tlbWriteRange", wanted.get(i), key, needed, false);
            refusal = refusal == null ? checkMapping("tlbWriteRange", wanted.get(i), writable) : refusal;
        }
        if (refusal != null) {
            return refusal;
        }
        charge(Cost.TRANSLATION_WRITE, wanted.size());
        kernel.addressSpaceOf(env.id);
        for (int i = 0; i < wanted.size(); i++) {
            noteMapping(wanted.get(i), writable);
            kernel.translations().bind(env.id, page + i, wanted.get(i), writable, key);
        }
        kernel.invariants().checkCall();
        return new Result.Ok<>(wanted.size());
    }

    @Override
    public Result<Integer> protRange(int page, int n, int permissions) {
        enter();
        if (!inUserSpace(page, n)) {
            return refuse("protRange", KernelError.BAD_ARGUMENT, "%d pages from %d on".formatted(n, page));
        }
        if ((permissions & ~Capability.READ_WRITE) != 0 || permissions == Capability.WRITE) {
            return refuse("protRange", KernelError.BAD_ARGUMENT, "permissions " + permissions);
        }
        if (kernel.guaranteed().any(env.id, page, n)) {
            return refuse("protRange", KernelError.IN_USE, "one of the pages has a guaranteed mapping");
        }
        charge(Cost.EXPOSED_READ, n);
        for (int i = 0; i < n; i++) {
            Result<Integer> refusal = checkPermissions(page + i, permissions);
            if (refusal != null) {
                return refusal;
            }
        }
        int changed = 0;
        for (int i = 0; i < n; i++) {
            changed += protect(page + i, permissions) ? 1 : 0;
        }
        kernel.invariants().checkCall();
        return new Result.Ok<>(changed);
    }

    private @Nullable Result<Integer> checkPermissions(int page, int permissions) {
        int slot = slot(page);
        if (slot == Stlb.NONE) {
            return null;
        }
        Stlb stlb = kernel.translations().stlb();
        if ((stlb.rights(slot) & permissions) != permissions) {
            return refuse(
                    "protRange",
                    KernelError.INSUFFICIENT_RIGHTS,
                    "page " + page + " was mapped with a capability that does not allow this");
        }
        boolean wider = (permissions & Capability.WRITE) != 0 && (stlb.entryLo(slot) & Tlb.DIRTY) == 0;
        return wider ? checkMapping("protRange", Tlb.pageOf(stlb.entryLo(slot)), true) : null;
    }

    /** Gives a page other permissions, if it is mapped and has not got those already. */
    private boolean protect(int page, int permissions) {
        int slot = slot(page);
        if (slot == Stlb.NONE) {
            return false;
        }
        if (permissions == 0) {
            charge(Cost.TRANSLATION_FLUSH, 1);
            kernel.translations().breakPage(env.id, page);
            return true;
        }
        boolean writable = (permissions & Capability.WRITE) != 0;
        if (writable == ((kernel.translations().stlb().entryLo(slot) & Tlb.DIRTY) != 0)) {
            return false;
        }
        charge(writable ? Cost.TRANSLATION_WRITE : Cost.TRANSLATION_FLUSH, 1);
        noteMapping(Tlb.pageOf(kernel.translations().stlb().entryLo(slot)), writable);
        kernel.translations().setWritable(slot, writable);
        return true;
    }

    private int slot(int page) {
        return kernel.translations().find(env.id, page);
    }

    private static boolean inUserSpace(int page, int n) {
        return n >= 1 && n <= Stlb.ENTRIES && page >= 0 && page <= PAGES - n;
    }
}
