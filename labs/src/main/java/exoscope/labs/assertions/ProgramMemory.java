package exoscope.labs.assertions;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.libos.ProgramPage;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the contents of a program's pages are, followed from frame to block and back: what a page is mapped to must hold
 * what the program last had there, and nobody but the program may have been able to store to it. Then whatever the
 * program says of its data is its own word.
 *
 * <p>A page has a new state each time it is mapped for stores. A state moves with transfers that end well, and with
 * what the kernel saves when it takes a frame by force.
 */
final class ProgramMemory {
    /** The entry at which a page is mapped that is not what it was. */
    record Broken(TraceEntry entry, String sentence) {}

    /** Contents that differ from all others; those of a new frame are {@link #ZEROS}. */
    private record State(long number) {}

    private record Mapping(int frame, boolean writable) {}

    /** A page of one of the environment's address spaces. */
    private record Place(int page, int context) {}

    private record Transfer(int block, int frame, boolean write, State written) {}

    private static final State ZEROS = new State(0);

    private final int env;
    private final List<ProgramPage> inOrder;
    private final Map<Integer, ProgramPage> pages = new HashMap<>();
    private final Map<Integer, State> ofPage = new HashMap<>();
    private final Map<Integer, State> ofFrame = new HashMap<>();
    private final Map<Integer, State> ofBlock = new HashMap<>();
    private final Map<Place, Mapping> mappings = new HashMap<>();
    private final Map<Integer, Transfer> transfers = new HashMap<>();
    /** Pages whose first contents are on the disk, in the order in which the blocks are bound. */
    private Iterator<ProgramPage> toInstall = Collections.emptyIterator();

    private long states;

    /** @param pages of the program, those with a block in the order in which they are put on the disk */
    ProgramMemory(int env, List<ProgramPage> pages) {
        this.env = env;
        inOrder = List.copyOf(pages);
        pages.forEach(page -> this.pages.put(page.page(), page));
    }

    /** The first mapping that gives the program other contents than its own. */
    Optional<Broken> firstBroken(List<TraceEntry> entries) {
        for (TraceEntry entry : entries) {
            if (entry.event() instanceof HwEvent.MachineStarted) {
                powerOn();
            } else if (entry.event() instanceof KernelEvent event) {
                String sentence = entry.env() == env ? own(event) : others(event);
                if (!sentence.isEmpty()) {
                    return Optional.of(new Broken(entry, sentence));
                }
            }
        }
        return Optional.empty();
    }

    /** The program begins anew, with what its blocks hold; nobody knows what a write that had not ended has left. */
    private void powerOn() {
        transfers.values().stream().filter(Transfer::write).forEach(cut -> ofBlock.put(cut.block(), next()));
        transfers.clear();
        mappings.clear();
        ofFrame.clear();
        inOrder.forEach(page -> ofPage.put(page.page(), ZEROS));
        toInstall = inOrder.stream().filter(page -> page.block() >= 0).iterator();
    }

    private String own(KernelEvent event) {
        switch (event) {
            case KernelEvent.ExtentBound bound -> install(bound.firstBlock());
            case KernelEvent.FrameBound bound -> ofFrame.put(bound.frame(), ZEROS);
            case KernelEvent.FrameReleased released -> release(released.frame());
            case KernelEvent.TransferSubmitted submitted -> submit(submitted);
            case KernelEvent.TransferEnded ended -> end(ended);
            case KernelEvent.RevocationAborted aborted -> {
                if (aborted.block() >= 0) {
                    ofBlock.put(aborted.block(), inFrame(aborted.frame()));
                }
            }
            case KernelEvent.TranslationBroken broken -> mappings.remove(new Place(broken.page(), broken.context()));
            case KernelEvent.TranslationBound bound -> {
                return map(new Place(bound.page(), bound.context()), new Mapping(bound.frame(), bound.writable()));
            }
            case KernelEvent.HandlerBound bound -> ofFrame.put(bound.frame(), next());
            case KernelEvent.PacketDelivered delivered -> ofFrame.put(delivered.frame(), next());
            default -> {}
        }
        return "";
    }

    /** Another environment that can store to a frame can put anything there. */
    private String others(KernelEvent event) {
        if (event instanceof KernelEvent.TranslationBound bound
                && bound.writable()
                && ofFrame.containsKey(bound.frame())) {
            ofFrame.put(bound.frame(), next());
        }
        return "";
    }

    private void install(int block) {
        if (toInstall.hasNext()) {
            State there = ofBlock.computeIfAbsent(block, any -> next());
            ofPage.put(toInstall.next().page(), there);
        }
    }

    private void release(int frame) {
        ofFrame.remove(frame);
        mappings.values().removeIf(mapping -> mapping.frame() == frame);
    }

    private void submit(KernelEvent.TransferSubmitted submitted) {
        int frame = submitted.frame();
        transfers.put(submitted.request(), new Transfer(submitted.block(), frame, submitted.write(), inFrame(frame)));
        if (!submitted.write()) {
            ofFrame.put(frame, next()); // neither the old contents nor the new
        }
    }

    private void end(KernelEvent.TransferEnded ended) {
        Transfer transfer = transfers.remove(ended.request());
        if (transfer == null || !ended.ok()) {
            return;
        }
        if (transfer.write()) {
            boolean unchanged = inFrame(transfer.frame()).equals(transfer.written());
            ofBlock.put(transfer.block(), unchanged ? transfer.written() : next());
        } else {
            ofFrame.put(transfer.frame(), ofBlock.getOrDefault(transfer.block(), next()));
        }
    }

    private String map(Place place, Mapping mapping) {
        ProgramPage known = pages.get(place.page());
        mappings.remove(place);
        String sentence = known == null ? "" : mapProgram(known, mapping);
        if (sentence.isEmpty() && isShared(place.page(), mapping)) {
            sentence =
                    "Expected a frame with a page of the program to be mapped for stores at that page only, but frame"
                            + " %d is mapped for stores at another one.".formatted(mapping.frame());
        }
        mappings.put(place, mapping);
        if (mapping.writable()) {
            State changed = next();
            ofFrame.put(mapping.frame(), changed);
            ofPage.computeIfPresent(place.page(), (number, before) -> changed);
        }
        return sentence;
    }

    private String mapProgram(ProgramPage page, Mapping mapping) {
        if (mapping.writable() && !page.writable()) {
            return "Expected page 0x%x of the program to be read only, but it was mapped for stores."
                    .formatted(page.page());
        }
        return inFrame(mapping.frame()).equals(ofPage.get(page.page()))
                ? ""
                : "Expected page 0x%x of the program to be mapped with the contents that it last had, but frame %d holds something else."
                        .formatted(page.page(), mapping.frame());
    }

    /** Whether stores through one page would change another, and one of them is the program's. */
    private boolean isShared(int page, Mapping mapping) {
        return mappings.entrySet().stream()
                .filter(other -> other.getValue().frame() == mapping.frame())
                .filter(other -> mapping.writable() || other.getValue().writable())
                .map(other -> other.getKey().page())
                .anyMatch(other -> other != page && (pages.containsKey(page) || pages.containsKey(other)));
    }

    private State inFrame(int frame) {
        return ofFrame.getOrDefault(frame, new State(-1));
    }

    private State next() {
        return new State(++states);
    }
}
