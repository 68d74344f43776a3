package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.grading.soak.kernel.KernelModel.Mapping;
import exoscope.grading.soak.kernel.KernelModel.Page;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelDisk;
import exoscope.kernel.KernelError;
import exoscope.kernel.Message;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about control transfer, the disk and revoked frames, and what is exposed, made of the kernel and of its model. */
final class OtherCalls {
    private final KernelModel model;
    private final ResourceCalls resources;

    OtherCalls(KernelModel model, ResourceCalls resources) {
        this.model = model;
        this.resources = resources;
    }

    @Nullable
    String yielded(Exokernel calls, int to) {
        boolean able = to == 0 || (model.lives(to) && !model.callees.containsKey(to));
        return same(able ? null : KernelError.BAD_ARGUMENT, calls.yield(to));
    }

    @Nullable
    String transferred(int env, Exokernel calls, int to, boolean synchronous) {
        KernelError expected = null;
        if (!model.lives(env)) {
            expected = KernelError.NOT_OWNER;
        } else if (to == env || !model.lives(to)) {
            expected = KernelError.BAD_ARGUMENT;
        } else {
            Integer awaited = model.callees.get(to);
            boolean isReturn = awaited != null && awaited == env && !synchronous;
            if (model.callees.containsKey(env)
                    || (awaited != null && !isReturn)
                    || (synchronous && model.env(env).called() > 1)
                    || (!isReturn && model.env(to).called() > 0)) {
                expected = KernelError.IN_USE;
            }
        }
        Message message = new Message(env, to, 1, 2);
        if (expected == null) {
            model.env(to).upcalls.addFirst(new Upcall.Called(env, synchronous, message));
            if (synchronous) {
                model.callees.put(env, to);
            } else {
                model.callees.remove(to);
            }
        }
        return same(expected, synchronous ? calls.scall(to, message) : calls.acall(to, message));
    }

    @Nullable
    String transfer(int env, Exokernel calls, int block, int frame, Capability key, boolean write) {
        KernelError expected = model.badFrame(env, frame, key, write ? Capability.READ : Capability.WRITE, true);
        if (expected == null) {
            expected = model.ownsBlock(env, block) ? null : KernelError.NOT_OWNER;
        }
        if (expected == null && model.transfers.inFlight(env) >= ExokernelDisk.MOST_IN_FLIGHT) {
            expected = KernelError.QUOTA;
        }
        Result<Integer> result = write ? calls.writeBlock(block, frame, key) : calls.readBlock(block, frame, key);
        return same(expected, result);
    }

    @Nullable
    String acknowledge(int env, Exokernel calls, int frame) {
        KernelModel.Request request = model.requests.get(frame);
        boolean asked = request != null && request.env() == env;
        Result<Boolean> result = calls.acknowledge(frame);
        if (asked) {
            model.release(env, frame);
        }
        return same(asked ? null : KernelError.NO_REVOCATION, result);
    }

    @Nullable
    String preload(int env, Exokernel calls, int frame, int block) {
        boolean own = KernelModel.isFrame(frame) && model.owner[frame] == env && model.ownsBlock(env, block);
        KernelError expected = own ? null : KernelError.NOT_OWNER;
        if (own && model.env(env).destinedFor(block, 1, new Resource.Frame(frame))) {
            expected = KernelError.IN_USE;
        } else if (own) {
            model.env(env).destinations.put(frame, block);
        }
        return same(expected, calls.preloadRepossession(frame, block));
    }

    @Nullable
    String takeRepossessions(int env, Exokernel calls) {
        List<Exokernel.Repossession> expected = List.copyOf(model.env(env).repossessions);
        model.env(env).repossessions.clear();
        return same(expected, calls.takeRepossessions());
    }

    @Nullable
    String exposed(int env, Exokernel calls, int frame, int page) {
        resources.noteWiped(calls);
        boolean isBlock = frame >= 0 && frame < KernelModel.BLOCKS;
        String difference = same(List.copyOf(model.framesOf(0)), calls.freeFrames());
        difference = difference != null
                ? difference
                : same(KernelModel.isFrame(frame) ? model.owner[frame] : 0, calls.ownerOf(frame));
        difference = difference != null
                ? difference
                : same(Arrays.stream(model.slices).boxed().toList(), calls.slices());
        difference =
                difference != null ? difference : same(isBlock ? model.blocks[frame] : 0, calls.ownerOfBlock(frame));
        return difference != null ? difference : translated(env, calls, page);
    }

    /** What the caches know is what was admitted; they may have forgotten some. */
    private @Nullable String translated(int env, Exokernel calls, int page) {
        List<Exokernel.Translation> known = new ArrayList<>(calls.tlbEntries());
        known.addAll(calls.stlbEntry(page));
        for (Exokernel.Translation each : known) {
            String difference = same(
                    model.translations.get(new Page(each.env(), each.page())),
                    new Mapping(each.frame(), each.writable()));
            if (difference != null) {
                return "page " + each.page() + " of " + each.env() + ": " + difference;
            }
        }
        List<Integer> asked = model.requests.keySet().stream()
                .filter(frame -> model.owner[frame] == env)
                .toList();
        return same(asked, calls.pendingRevocations());
    }
}
