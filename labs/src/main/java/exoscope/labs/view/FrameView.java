package exoscope.labs.view;

/**
 * A frame of physical memory.
 *
 * @param frame its number
 * @param owner the environment that owns it, or 0
 * @param since cycle at which it got this owner or became free
 * @param asked whether the kernel wants it back and has not been answered
 * @param pinned transfers under way from or to it
 * @param page a page that the owner has mapped to it, or -1
 * @param writable whether that page may be stored to
 */
public record FrameView(int frame, int owner, long since, boolean asked, int pinned, int page, boolean writable) {
    public boolean free() {
        return owner == 0;
    }
}
