package exoscope.kernel;

import exoscope.hw.cpu.Tlb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Guaranteed mappings (SOSP'95 §5.4): a few pages of an environment, in the second segment of its address space, that the
 * kernel maps by itself when neither TLB has them. There it keeps what it needs to answer misses for all the rest: the code of
 * its handlers, and its page tables.
 *
 * <p>Invariants: a guaranteed mapping is admitted with a capability for its frame like any translation, and goes with it;
 * an environment has {@link #MOST} at most.
 */
final class GuaranteedMappings {
    /** Mappings that an environment may have. */
    static final int MOST = 8;
    /** Where the second segment begins: the last 256 MiB of user space. */
    static final int FIRST_PAGE = 0x70000;

    /** @param key what it was admitted with */
    private record Mapping(int frame, boolean writable, Capability key) {}

    private final Kernel kernel;
    /** By environment and page. */
    private final Map<Integer, NavigableMap<Integer, Mapping>> mappings = new TreeMap<>();
    /** How many lead to each frame. */
    private final int[] uses;

    GuaranteedMappings(Kernel kernel) {
        this.kernel = kernel;
        uses = new int[kernel.machine().memory().frames()];
    }

    /** Whether a page of an environment is guaranteed. */
    boolean has(int env, int page) {
        return pagesOf(env).containsKey(page);
    }

    /** Whether one of {@code n} pages of an environment is guaranteed. */
    boolean any(int env, int page, int n) {
        return !pagesOf(env).subMap(page, page + n).isEmpty();
    }

    /** Whether an environment has as many as it may have. */
    boolean full(int env) {
        return pagesOf(env).size() >= MOST;
    }

    /** Whether one leads to a frame. */
    boolean uses(int frame) {
        return uses[frame] != 0;
    }

    private NavigableMap<Integer, Mapping> pagesOf(int env) {
        return mappings.getOrDefault(env, new TreeMap<>());
    }

    /** Guarantees a mapping; the caller has checked that {@code key} opens the frame. */
    void set(int env, int page, int frame, boolean writable, Capability key) {
        kernel.invariants().checkAlive(env);
        end(env, page);
        put(env, page, new Mapping(frame, writable, key));
        uses[frame]++;
    }

    private void put(int env, int page, Mapping mapping) {
        mappings.computeIfAbsent(env, none -> new TreeMap<>()).put(page, mapping);
        kernel.tracer().emitFor(env, new KernelEvent.MappingGuaranteed(page, mapping.frame(), mapping.writable()));
    }

    /** Takes a guarantee back, if there is one; what the TLBs know of the page is another matter. */
    void end(int env, int page) {
        NavigableMap<Integer, Mapping> pages = pagesOf(env);
        Mapping mapping = pages.remove(page);
        if (mapping != null) {
            uses[mapping.frame()]--;
            kernel.tracer().emitFor(env, new KernelEvent.GuaranteeEnded(page, mapping.frame()));
        }
        if (pages.isEmpty()) {
            mappings.remove(env);
        }
    }

    /** Answers a miss that the software TLB could not. Returns whether the page is in the TLBs now. */
    boolean refill(int env, int page) {
        Mapping mapping = page < FIRST_PAGE ? null : pagesOf(env).get(page);
        if (mapping == null) {
            return false;
        }
        kernel.translations().bind(env, page, mapping.frame(), mapping.writable(), mapping.key());
        return true;
    }

    /** Ends every guarantee that leads to a frame. */
    void breakFrame(int frame) {
        narrow(frame, 0);
    }

    /** Takes rights from every guarantee that leads to a frame, as {@link Translations#narrow} does from translations. */
    void narrow(int frame, int rights) {
        if (!uses(frame)) {
            return;
        }
        for (Exokernel.Translation each : all()) {
            if (each.frame() == frame && rights == 0) {
                end(each.env(), each.page());
            } else if (each.frame() == frame && each.writable() && (rights & Capability.WRITE) == 0) {
                makeReadOnly(each.env(), each.page());
            }
        }
    }

    private void makeReadOnly(int env, int page) {
        Mapping wide = Objects.requireNonNull(pagesOf(env).get(page));
        put(env, page, new Mapping(wide.frame(), false, wide.key()));
    }

    /** Takes all from an environment that has ended. */
    void forget(int env) {
        List.copyOf(pagesOf(env).keySet()).forEach(page -> end(env, page));
    }

    boolean anythingOf(int env) {
        return !pagesOf(env).isEmpty();
    }

    /** Those of an environment, by page. */
    List<Exokernel.Translation> of(int env) {
        List<Exokernel.Translation> found = new ArrayList<>();
        pagesOf(env)
                .forEach((page, mapping) ->
                        found.add(new Exokernel.Translation(env, page, mapping.frame(), mapping.writable())));
        return found;
    }

    private List<Exokernel.Translation> all() {
        return mappings.keySet().stream().flatMap(env -> of(env).stream()).toList();
    }

    /** Goes through all. */
    void checkAll() {
        mappings.forEach((env, pages) -> pages.forEach((page, mapping) -> check(env, page, mapping)));
    }

    private void check(int env, int page, Mapping mapping) {
        Invariants invariants = kernel.invariants();
        int frame = mapping.frame();
        if (kernel.frames().owner(frame) == FrameTable.FREE) {
            invariants.stop(Invariants.BINDINGS, "page " + page + " is guaranteed to lead to free frame " + frame);
        }
        if (!kernel.environment(env).alive()) {
            invariants.stop(Invariants.EXITED, "environment " + env + " is guaranteed page " + page);
        }
        boolean wider = mapping.writable() && !mapping.key().allows(Capability.WRITE);
        if (wider || mapping.key().name() != kernel.frames().guard(frame)) {
            invariants.stop(
                    Invariants.RIGHTS, "page " + page + " is guaranteed by a capability that does not open it so wide");
        }
        Stlb stlb = kernel.translations().stlb();
        for (int context = 0; context < AddressSpaces.CONTEXTS; context++) {
            int slot = stlb.find(AddressSpaces.space(env, context), page);
            if (slot != Stlb.NONE && Tlb.pageOf(stlb.entryLo(slot)) != frame) {
                invariants.stop(
                        Invariants.BINDINGS, "page " + page + " is guaranteed to lead to " + frame + ", and does not");
            }
        }
    }
}
