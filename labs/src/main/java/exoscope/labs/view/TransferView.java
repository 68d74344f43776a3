package exoscope.labs.view;

/**
 * A disk transfer that has not ended.
 *
 * @param request its number
 * @param env who wants it
 * @param block the disk block
 * @param frame the frame
 * @param write whether the block is written, from the frame; else the frame is
 * @param submittedAt cycle at which it was handed to the disk
 * @param until cycle at which the disk will be done with it, or -1 while it waits for the arm
 */
public record TransferView(int request, int env, int block, int frame, boolean write, long submittedAt, long until) {
    /** Whether the disk is working on it rather than on one before it. */
    public boolean active() {
        return until >= 0;
    }
}
