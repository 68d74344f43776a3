package exoscope.kernel;

import java.util.List;

/** What the kernel tells an environment by running its code. */
public sealed interface Upcall {
    /** No translation for a page is known to the kernel; the access is repeated after the upcall. */
    record TlbMiss(int page, boolean store) implements Upcall {}

    /** The kernel wants a resource back before {@code deadline}. */
    record Revoke(Resource resource, long deadline) implements Upcall {
        /** For a frame. */
        public Revoke(int frame, long deadline) {
            this(new Resource.Frame(frame), deadline);
        }

        /** {@code Revoke} for a frame, and for the other kinds that with the kind behind, as {@code RevokeSlice}. */
        @Override
        public String kind() {
            return resource instanceof Resource.Frame
                    ? "Revoke"
                    : "Revoke" + resource.getClass().getSimpleName();
        }
    }

    /** Something was taken by force; {@link Exokernel#takeRepossessions()} says what. */
    record Repossessed() implements Upcall {}

    /** A transfer has ended. */
    record TransferDone(int request, boolean ok) implements Upcall {}

    /** A transfer of several pieces has ended; {@code ends} has one entry for each. */
    record BlocksTransferred(int request, List<ExokernelDisk.PieceEnd> ends) implements Upcall {}

    /** A block is in the frame that was lent for it, or the frame is free because it could not be read. */
    record BlockRead(int block, boolean ok) implements Upcall {}

    /** A cached block is in its place on the disk, or is not because that could not be written. */
    record BlockWritten(int block, boolean ok) implements Upcall {}

    /** A type of metadata can be used, or cannot because the disk's catalogue could not be written. */
    record TemplateWritten(int type, boolean ok) implements Upcall {}

    /** The disk knows of a root that was made, or that it was given up. */
    record RootWritten(int root, boolean ok) implements Upcall {}

    /**
     * A protected control transfer came from the environment {@code from}.
     *
     * @param synchronous whether the caller waits for a transfer back, {@link Exokernel#acall}
     */
    record Called(int from, boolean synchronous, Message message) implements Upcall {}

    /** The environment to which this one's slices were given has ended without an answer. */
    record CalleeEnded(int env) implements Upcall {}

    /** Packets of a filter are in its ring, or its handler wants its owner to look. */
    record PacketArrived(int filter) implements Upcall {}

    /** The interface is done with a packet's frames; {@code ok} is false if it was not sent. */
    record PacketTransmitted(int request, boolean ok) implements Upcall {}

    /** What the environment waited for has come, or never will because a frame is gone or the budget was used up. */
    record PredicateEnded(boolean held) implements Upcall {}

    /** The environment has got the processor, in the slice at this position. */
    record SliceStarting(int position) implements Upcall {}

    /**
     * The slice is over. What the environment takes from now on is excess time, until the code for this returns, or the
     * environment yields.
     */
    record SliceEnding(int position) implements Upcall {}

    /** The kind's name, as the trace shows it. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** The page, frame, slice, first block, block, root, filter, request or environment that it is about, or -1. */
    default int subject() {
        return switch (this) {
            case TlbMiss miss -> miss.page();
            case Revoke revoke -> revoke.resource().name();
            case Repossessed repossessed -> -1;
            case PredicateEnded ended -> -1;
            case TransferDone done -> done.request();
            case BlocksTransferred done -> done.request();
            case BlockRead read -> read.block();
            case BlockWritten written -> written.block();
            case RootWritten written -> written.root();
            case TemplateWritten written -> written.type();
            case Called called -> called.from();
            case CalleeEnded ended -> ended.env();
            case PacketArrived arrived -> arrived.filter();
            case PacketTransmitted transmitted -> transmitted.request();
            case SliceStarting starting -> starting.position();
            case SliceEnding ending -> ending.position();
        };
    }

    /** The kind's number, 0 to 31, each once: the bit by which it is missed, and what machine code is told. */
    default int number() {
        return switch (this) {
            case TlbMiss miss -> 0;
            case Revoke revoke ->
                switch (revoke.resource().kind()) {
                    case FRAME -> 1;
                    case SLICE -> 16;
                    case EXTENT -> 17;
                    case FILTER -> 18;
                };
            case Repossessed repossessed -> 2;
            case TransferDone done -> 3;
            case Called called -> 4;
            case CalleeEnded ended -> 5;
            case PacketArrived arrived -> 6;
            case PacketTransmitted transmitted -> 7;
            case PredicateEnded ended -> 8;
            case SliceStarting starting -> 9;
            case SliceEnding ending -> 10;
            case BlocksTransferred done -> 11;
            case BlockRead read -> 12;
            case BlockWritten written -> 13;
            case RootWritten written -> 14;
            case TemplateWritten written -> 15;
        };
    }
}
