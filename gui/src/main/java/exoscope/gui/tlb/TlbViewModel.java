package exoscope.gui.tlb;

import exoscope.gui.look.EnvLook;
import exoscope.labs.view.MachineView;
import exoscope.labs.view.Moment;
import exoscope.labs.view.TlbSlotView;
import java.util.List;

/**
 * What the panel of the TLB shows.
 *
 * @param slots by number
 * @param summary the whole in a line
 */
public record TlbViewModel(List<Slot> slots, String summary) {

    /** What the last event did to a slot. */
    public enum Change {
        NONE,
        FILLED,
        DROPPED
    }

    /**
     * A slot.
     *
     * @param index its number
     * @param look whose translation it holds
     * @param page the page in hexadecimal, or empty
     * @param frame the frame, or empty
     * @param writable whether stores are allowed
     * @param change what has just happened to it
     * @param description all of this in words
     */
    public record Slot(
            int index, EnvLook look, String page, String frame, boolean writable, Change change, String description) {
        public boolean valid() {
            return !page.isEmpty();
        }
    }

    /** The panel at a moment. */
    public static TlbViewModel of(Moment moment) {
        MachineView view = moment.view();
        List<TlbSlotView> before = moment.before().tlb();
        List<Slot> slots = view.tlb().stream()
                .map(slot -> slot(slot, view, slot.index() < before.size() ? before.get(slot.index()) : slot))
                .toList();
        long valid = slots.stream().filter(Slot::valid).count();
        return new TlbViewModel(
                slots, slots.isEmpty() ? "the machine is off" : valid + " of " + slots.size() + " slots in use");
    }

    private static Slot slot(TlbSlotView slot, MachineView view, TlbSlotView before) {
        if (!slot.valid()) {
            return new Slot(
                    slot.index(),
                    EnvLook.FREE,
                    "",
                    "",
                    false,
                    before.valid() ? Change.DROPPED : Change.NONE,
                    "TLB slot %d is empty".formatted(slot.index()));
        }
        EnvLook look = EnvLook.of(view, view.envOfAsid(slot.asid()));
        return new Slot(
                slot.index(),
                look,
                "%x".formatted(slot.page()),
                Integer.toString(slot.frame()),
                slot.writable(),
                slot.equals(before) ? Change.NONE : Change.FILLED,
                "TLB slot %d leads %s's page 0x%x to frame %d, %s"
                        .formatted(
                                slot.index(),
                                look.name(),
                                slot.page(),
                                slot.frame(),
                                slot.writable() ? "for reading and writing" : "for reading only"));
    }
}
