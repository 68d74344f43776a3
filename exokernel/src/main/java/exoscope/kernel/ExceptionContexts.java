package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Cp0;
import exoscope.hw.cpu.CpuContext;
import exoscope.hw.cpu.ExceptionCode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where machine code goes on after an exception: the exception and interrupt contexts of SOSP'95 §5.1.2 and §5.3, a handler
 * for each cause, with a save area by physical address in a frame of the environment's own.
 *
 * <p>The kernel writes {@code at}, {@code k0}, {@code k1}, EPC, BadVAddr, Cause and a 1 to the seven words of the area, leaves EPC in
 * {@code k0}, BadVAddr in {@code k1} and Cause in {@code at}, and jumps. Nothing else is changed, and returning needs no kernel. The last word says
 * that the area is in use, until the handler stores 0 there: until then upcalls wait, and another exception of that cause
 * has no place to be saved, which ends the environment.
 *
 * <p>Invariant: every save area is in a frame that the environment owns.
 */
public final class ExceptionContexts {
    /** Cause of upcalls: an interrupt. BadVAddr is what it is about, Cause the upcall's {@link Upcall#number()}. */
    public static final int INTERRUPT = 0;
    /** Causes beyond those of the hardware: the environment has got the processor. */
    public static final int SLICE_START = 16;
    /** The slice is over; what is taken from now on is excess time. */
    public static final int SLICE_END = 17;

    static final int CAUSES = 18;
    /** Bytes of a save area. */
    public static final int AREA_BYTES = 28;

    private static final int IN_USE = 24;
    private static final int AT = 1;
    private static final int K0 = 26;
    private static final int K1 = 27;

    /**
     * A handler.
     *
     * @param pc virtual address of its first instruction
     * @param area physical address of its save area
     */
    record Handler(int pc, int area) {
        int frame() {
            return area >>> PhysicalMemory.FRAME_SHIFT;
        }
    }

    private record Key(int env, int cause) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return env == other.env ? Integer.compare(cause, other.cause) : Integer.compare(env, other.env);
        }
    }

    private final Kernel kernel;
    private final PhysicalMemory memory;
    private final TreeMap<Key, Handler> handlers = new TreeMap<>();

    ExceptionContexts(Kernel kernel) {
        this.kernel = kernel;
        memory = kernel.machine().memory();
    }

    /** Binds a handler that has been checked. */
    void bind(int env, int cause, Handler handler) {
        kernel.invariants().checkAlive(env);
        handlers.put(new Key(env, cause), handler);
        kernel.tracer().emitFor(env, new KernelEvent.HandlerBound(cause, handler.pc(), handler.frame()));
    }

    /** Ends a binding. Returns whether there was one. */
    boolean release(int env, int cause) {
        boolean bound = handlers.remove(new Key(env, cause)) != null;
        if (bound) {
            kernel.tracer().emitFor(env, new KernelEvent.HandlerReleased(cause));
        }
        return bound;
    }

    /** Whether a handler is bound to a cause. */
    public boolean handles(int env, int cause) {
        return handlers.containsKey(new Key(env, cause));
    }

    /** Whether one of an environment's save areas is in use. */
    boolean handling(int env) {
        if (handlers.isEmpty()) {
            return false;
        }
        return of(env).values().stream().anyMatch(this::inUse);
    }

    private boolean inUse(Handler handler) {
        return memory.word(handler.area() + IN_USE) != 0;
    }

    private Map<Key, Handler> of(int env) {
        return handlers.subMap(new Key(env, 0), new Key(env, CAUSES));
    }

    /**
     * Dispatches the exception that {@code cp0} holds, other than a system call.
     *
     * @return null, or why the environment cannot go on: nothing more than the exception itself if it has no handlers at all
     */
    public @Nullable String dispatch(int env, CpuContext context, Cp0 cp0) {
        ExceptionCode code = cp0.exception();
        Handler handler = handlers.get(new Key(env, code.code()));
        if (handler == null) {
            return anythingOf(env) ? "for which no handler is bound" : "";
        }
        if (inUse(handler)) {
            return "in the handler for just that, whose save area is in use";
        }
        enter(env, context, code.code(), handler, cp0.epc(), cp0.badVAddr(), cp0.read(Cp0.CAUSE));
        return null;
    }

    /**
     * Delivers an upcall to the handler of its cause, on top of whatever {@code context} stands at.
     *
     * @return whether there is one
     */
    public boolean interrupt(int env, CpuContext context, Upcall upcall) {
        int cause = causeOf(upcall);
        Handler handler = handlers.get(new Key(env, cause));
        if (handler == null) {
            return false;
        }
        int epc = context.inDelaySlot ? context.pc - 4 : context.pc;
        enter(env, context, cause, handler, epc, upcall.subject(), upcall.number());
        return true;
    }

    static int causeOf(Upcall upcall) {
        return switch (upcall) {
            case Upcall.SliceStarting starting -> SLICE_START;
            case Upcall.SliceEnding ending -> SLICE_END;
            default -> INTERRUPT;
        };
    }

    private void enter(int env, CpuContext context, int cause, Handler handler, int epc, int address, int word) {
        int[] saved = {context.gpr[AT], context.gpr[K0], context.gpr[K1], epc, address, word, 1};
        for (int i = 0; i < saved.length; i++) {
            memory.setWord(handler.area() + 4 * i, saved[i]);
        }
        context.gpr[AT] = word;
        context.gpr[K0] = epc;
        context.gpr[K1] = address;
        context.jumpTo(handler.pc());
        kernel.accounts().countUpcall(env);
        if (cause != SLICE_START) {
            kernel.charge(env, Cost.UPCALL, 1); // the start of a slice has been paid for as a whole
        }
        kernel.tracer().emitFor(env, new KernelEvent.ExceptionDispatched(cause, epc, handler.pc()));
    }

    /** A frame leaves its owner: handlers whose save area is in it are bound no longer. */
    void breakFrame(int frame) {
        if (!handlers.isEmpty()) {
            handlers.entrySet().stream()
                    .filter(entry -> entry.getValue().frame() == frame)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(key -> release(key.env(), key.cause()));
        }
    }

    /** The environment has ended. */
    void forget(int env) {
        of(env).clear();
    }

    boolean anythingOf(int env) {
        return !of(env).isEmpty();
    }

    void checkAll() {
        handlers.forEach((key, handler) -> {
            if (kernel.frames().owner(handler.frame()) != key.env()) {
                kernel.invariants()
                        .stop(
                                Invariants.SAVE_AREAS,
                                "environment %d has its exceptions %d saved to frame %d"
                                        .formatted(key.env(), key.cause(), handler.frame()));
            }
        });
    }
}
