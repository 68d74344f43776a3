package exoscope.kernel;

import java.util.List;
import java.util.function.IntPredicate;

/** The part of {@link EnvironmentCalls} that is about frames by their colour, and about guaranteed mappings. */
final class MemoryCalls extends GuardedCalls {
    MemoryCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    Result<List<Integer>> allocColour(int n, int colour, Capability key) {
        String call = "allocColour";
        FrameTable frames = kernel.frames();
        if (!CacheColours.exists(colour)) {
            return refuse(call, KernelError.BAD_ARGUMENT, "colour " + colour + " of " + CacheColours.COUNT);
        }
        IntPredicate right = frame -> CacheColours.of(frame) == colour;
        int all = frames.countForAll(right);
        if (n < 1 || n > all) {
            return refuse(call, KernelError.BAD_ARGUMENT, "%d frames of %d of colour %d".formatted(n, all, colour));
        }
        Result<List<Integer>> refusal = checkCount(call, n);
        if (refusal == null) {
            refusal = checkKey(call, key);
        }
        if (refusal != null) {
            return refusal;
        }
        List<Integer> granted = frames.firstFree(n, right);
        if (granted.size() < n || kernel.available(env.id) < n) {
            return refuseShort(call, n, right, "frames of colour " + colour);
        }
        kernel.demands().forget(env.id);
        charge(Cost.FRAME_CLEAR, n);
        granted.forEach(frame -> frames.bind(frame, env.id, key.name()));
        kernel.invariants().checkCall();
        return new Result.Ok<>(granted);
    }

    Result<Boolean> guarantee(int page, int frame, boolean writable, Capability key) {
        String call = "guarantee";
        int needed = writable ? Capability.READ_WRITE : Capability.READ;
        Result<Boolean> refusal = checkFrame(call, frame, key, needed, false);
        if (refusal != null) {
            return refusal;
        }
        if (page < GuaranteedMappings.FIRST_PAGE || page >= PAGES) {
            return refuse(call, KernelError.BAD_ARGUMENT, "page " + page + " is not in the second segment");
        }
        GuaranteedMappings guaranteed = kernel.guaranteed();
        if (!guaranteed.has(env.id, page) && guaranteed.full(env.id)) {
            return refuse(call, KernelError.QUOTA, GuaranteedMappings.MOST + " guaranteed mappings");
        }
        refusal = checkMapping(call, frame, writable);
        if (refusal != null) {
            return refusal;
        }
        noteMapping(frame, writable);
        charge(Cost.TRANSLATION_WRITE, 1);
        kernel.translations().breakPageEverywhere(env.id, page); // the guarantee shows from the next access on
        guaranteed.set(env.id, page, frame, writable, key);
        return done();
    }

    Result<Boolean> endGuarantee(int page) {
        charge(Cost.TRANSLATION_FLUSH, 1);
        if (kernel.guaranteed().has(env.id, page)) {
            kernel.translations().breakPageEverywhere(env.id, page);
            kernel.guaranteed().end(env.id, page);
        }
        return done();
    }

    Result<Boolean> switchContext(int context) {
        String call = "switchContext";
        if (!env.alive()) {
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        if (context < 0 || context >= AddressSpaces.CONTEXTS) {
            return refuse(call, KernelError.BAD_ARGUMENT, "no context " + context + " of " + AddressSpaces.CONTEXTS);
        }
        charge(Cost.CONTEXT_SWITCH, 1);
        kernel.spaces().enter(env.id, context);
        kernel.tracer().emitFor(env.id, new KernelEvent.ContextSwitched(context));
        kernel.addressSpaceOf(env.id);
        return done();
    }
}
