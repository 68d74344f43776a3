package exoscope.labs.view;

/**
 * A slot of the hardware TLB.
 *
 * @param index 0..63
 * @param asid address-space identifier, or -1 while the slot is empty
 * @param page virtual page number
 * @param frame frame number
 * @param writable whether stores are allowed
 * @param since cycle at which the slot was filled or emptied
 */
public record TlbSlotView(int index, int asid, int page, int frame, boolean writable, long since) {
    public boolean valid() {
        return asid >= 0;
    }
}
