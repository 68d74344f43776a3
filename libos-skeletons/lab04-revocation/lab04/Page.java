package lab04;

/** One page of the program: where its contents are. (Part of the kit; changes here count for nothing.) */
final class Page {
    /** In place of a frame or a block: there is none. */
    static final int NONE = -1;

    /** Virtual page number. */
    final int number;

    /** Whether the program may store to it. */
    final boolean writable;

    /** The disk block with its first contents, or NONE if it begins as zeros. */
    final int image;

    /** A disk block of our own to save it to; NONE for a page that is never stored to. */
    final int swap;

    /** The frame that holds it now, or NONE. */
    int frame = NONE;

    /** Whether it was stored to since it was last read from the disk or saved to it. */
    boolean dirty;

    /** Whether the swap block holds its contents: from then on it is read from there. */
    boolean saved;

    /** Whether its frame is being filled or saved right now, by code that an upcall has interrupted. */
    boolean moving;

    /** Whether the kernel wants its frame back and has not been answered. */
    boolean asked;

    /** Its turn in the order in which pages came in. */
    long turn;

    Page(int number, boolean writable, int image, int swap) {
        this.number = number;
        this.writable = writable;
        this.image = image;
        this.swap = swap;
    }

    /** The block to read it from, or NONE for zeros. */
    int source() {
        return saved ? swap : image;
    }
}
