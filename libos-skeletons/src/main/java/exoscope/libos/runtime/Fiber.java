package exoscope.libos.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stack of its own for user code, which can be left anywhere and taken up again there. Two threads, of which exactly
 * one runs at any time: handing over is the only synchronisation there is.
 */
final class Fiber {
    private final Thread guest;
    private volatile boolean guestTurn;
    private volatile boolean finished;
    private volatile @Nullable Thread host;

    /**
     * @param pins whether the body may suspend inside a static initialiser. A virtual thread cannot be taken off its
     *     carrier there, and with one carrier nobody else would ever run; such a body gets a platform thread, which is
     *     about ten times as slow to hand over to
     */
    Fiber(String name, boolean pins, Runnable body) {
        Thread.Builder builder = pins ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        guest = builder.name(name).unstarted(() -> {
            awaitTurn();
            try {
                body.run();
            } finally {
                finished = true; // whatever comes out of it, the host must not wait for ever
                handToHost();
            }
        });
    }

    /** Host side: runs the body until it suspends or ends. Returns whether it can be resumed again. */
    boolean resume() {
        host = Thread.currentThread();
        guestTurn = true;
        if (guest.getState() == Thread.State.NEW) {
            guest.start();
        }
        LockSupport.unpark(guest);
        while (guestTurn) {
            LockSupport.park(this);
        }
        return !finished;
    }

    /** Guest side: gives the processor back and returns when resumed. */
    void suspend() {
        handToHost();
        awaitTurn();
    }

    boolean finished() {
        return finished;
    }

    boolean started() {
        return guest.getState() != Thread.State.NEW;
    }

    private void handToHost() {
        guestTurn = false;
        LockSupport.unpark(host);
    }

    private void awaitTurn() {
        while (!guestTurn) {
            LockSupport.park(this);
        }
    }
}
