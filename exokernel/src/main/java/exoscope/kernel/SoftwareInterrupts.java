package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which environments let upcalls interrupt them, and what they have missed meanwhile (Xok's {@code u_in_critical} and
 * {@code u_interrupted}). The two words are the kernel's until an environment says where in a frame of its own they are to
 * be; then plain stores switch, and the kernel looks there.
 *
 * <p>Invariant: the words of an environment are in a frame of its own.
 */
final class SoftwareInterrupts {
    /** Bytes of the two words: not 0 while upcalls are to wait, then a bit for each kind that had to. */
    static final int BYTES = 8;

    private static final int MISSED = 4;
    private static final int NOWHERE = -1;

    private static final class Words {
        private int address = NOWHERE;
        private int off;
        private int missed;
    }

    private final Kernel kernel;
    private final PhysicalMemory memory;
    private final Map<Integer, Words> words = new TreeMap<>();

    SoftwareInterrupts(Kernel kernel) {
        this.kernel = kernel;
        memory = kernel.machine().memory();
    }

    /** Whether upcalls to an environment have to wait. */
    boolean off(int env) {
        Words own = words.get(env);
        boolean off = own != null && (own.address == NOWHERE ? own.off : memory.word(own.address)) != 0;
        return off || kernel.exceptions().handling(env);
    }

    /** Turns them off or on, where the kernel keeps the words. Returns what was missed until now; turning on forgets it. */
    int set(int env, boolean off) {
        Words own = of(env);
        if (own.address == NOWHERE) {
            own.off = off ? 1 : 0;
        } else {
            memory.setWord(own.address, off ? 1 : 0);
        }
        int missed = own.address == NOWHERE ? own.missed : memory.word(own.address + MISSED);
        if (!off) {
            setMissed(own, 0);
        }
        return missed;
    }

    /** Notes what could not be delivered: a bit for each kind. */
    void miss(int env, int kinds) {
        if (kinds != 0) {
            Words own = of(env);
            setMissed(own, kinds | (own.address == NOWHERE ? own.missed : memory.word(own.address + MISSED)));
        }
    }

    private void setMissed(Words own, int missed) {
        if (own.address == NOWHERE) {
            own.missed = missed;
        } else {
            memory.setWord(own.address + MISSED, missed);
        }
    }

    /** Moves the words to a physical address in a frame of the environment's. */
    void keepAt(int env, int address) {
        Words own = of(env);
        int off = own.address == NOWHERE ? own.off : memory.word(own.address);
        int missed = own.address == NOWHERE ? own.missed : memory.word(own.address + MISSED);
        own.address = address;
        memory.setWord(address, off);
        memory.setWord(address + MISSED, missed);
    }

    /** A frame leaves its owner: whose words were in it is interrupted again. */
    void breakFrame(int frame) {
        words.values().removeIf(own -> own.address != NOWHERE && own.address >>> PhysicalMemory.FRAME_SHIFT == frame);
    }

    /** The environment has ended. */
    void forget(int env) {
        words.remove(env);
    }

    boolean anythingOf(int env) {
        return words.containsKey(env);
    }

    void checkAll() {
        words.forEach((env, own) -> {
            int frame = own.address >>> PhysicalMemory.FRAME_SHIFT;
            if (own.address != NOWHERE && kernel.frames().owner(frame) != env) {
                kernel.invariants()
                        .stop(
                                Invariants.SAVE_AREAS,
                                "the interrupt words of environment %d are in frame %d".formatted(env, frame));
            }
        });
    }

    private Words of(int env) {
        return words.computeIfAbsent(env, key -> new Words());
    }
}
