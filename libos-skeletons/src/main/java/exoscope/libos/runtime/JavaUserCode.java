package exoscope.libos.runtime;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.Upcall;
import exoscope.kernel.UserCode;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import exoscope.libos.ProgramPage;
import exoscope.libos.metered.ChargePointWatch;
import exoscope.libos.metered.EnvironmentEnded;
import exoscope.libos.metered.GuestClassLoader;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.GuestMeter;
import exoscope.libos.metered.MeteredEnvironment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metered Java as user-mode code: a student's libOS on a fiber, charged by the cycle, stopped at any charge point.
 *
 * <p>Upcalls run on the same stack, on top of whatever they interrupt, as they would on real hardware.
 */
public final class JavaUserCode implements UserCode, MeteredEnvironment, Env, GuestProgram.LibOsSide {
    /** Nested calls that fit on the host's stack with a wide margin. */
    private static final int MAX_DEPTH = 400;
    /** Calls that an upcall may nest, however deep the code is that it interrupts. */
    private static final int UPCALL_DEPTH = 100;
    /** With upcalls in upcalls: no more than two of them at the full depth. */
    private static final int LAST_DEPTH = MAX_DEPTH + 2 * UPCALL_DEPTH;

    private final Kernel kernel;
    private final int env;
    private final Clock clock;
    private final CallRing lastCalls;
    private final Exokernel calls;
    private final Fiber fiber;
    private final GuestClassLoader loader;
    private final String libOsClass;
    private final long allocationBound;
    private final List<ProgramPage> pages;
    private final @Nullable GuestProgram program;
    private @Nullable LibOs libOs;
    private Departure departure = Departure.PREEMPTED;
    private Ending ending = new Ending(-1, "never ran");
    private boolean killed;
    /** Whether an upcall was delivered since the code that is running now last waited for one. */
    private boolean delivered;

    private @Nullable StepListener steps;
    /** Upcalls whose code is running, the innermost first. */
    private final Deque<Upcall> upcalls = new ArrayDeque<>();
    /** What an upcall's code threw last, and the upcalls that were running then. */
    private @Nullable Throwable thrown;

    private List<Upcall> upcallsAtThrow = List.of();

    private final GuestMeter meter;
    /** Charge points reached by the end, when the meter may have been lent to another environment. */
    private long chargePointsAtEnd;

    /** Critical sections entered and not left. */
    private int criticalSections;

    /**
     * Prepares {@code libOsClass} of {@code code}, a public class with a public constructor that implements
     * {@link LibOs}, to run as environment {@code env}; static state is private to it.
     *
     * @param allocationBound bytes of heap that it may ever allocate
     */
    public JavaUserCode(Kernel kernel, int env, GuestCode code, String libOsClass, long allocationBound) {
        this(kernel, env, code, libOsClass, allocationBound, null);
    }

    /** The same, with a program for the libOS to run; null for none. */
    public JavaUserCode(
            Kernel kernel,
            int env,
            GuestCode code,
            String libOsClass,
            long allocationBound,
            @Nullable InstalledProgram installed) {
        this.kernel = kernel;
        this.env = env;
        this.libOsClass = libOsClass;
        this.allocationBound = allocationBound;
        clock = kernel.machine().clock();
        lastCalls = new CallRing(clock);
        calls = CheckedCalls.of(kernel, env, lastCalls.around(kernel.callsOf(env)));
        pages = installed == null ? List.of() : installed.pages();
        program = installed == null ? null : new GuestProgram(kernel, env, installed, this);
        loader = code.load(this);
        meter = loader.meter();
        fiber = new Fiber("env-" + env, code.hasStaticInitialisers(), this::live);
    }

    /**
     * Counts charge points from now on; before it runs.
     *
     * @see GuestMeter#watch
     */
    public void watchChargePoints(long first, ChargePointWatch watch) {
        meter.watch(first, watch);
    }

    /** Charge points reached so far, if they are counted. */
    public long chargePoints() {
        return killed ? chargePointsAtEnd : meter.chargePoints();
    }

    @Override
    public Departure resume() {
        departure = Departure.ENDED; // unless it suspends, which says why
        fiber.resume();
        return departure;
    }

    @Override
    public Ending ending() {
        return ending;
    }

    @Override
    public void kill() {
        if (killed) {
            return;
        }
        chargePointsAtEnd = meter.chargePoints();
        killed = true;
        meter.end();
        while (fiber.started() && !fiber.finished()) {
            fiber.resume();
        }
        loader.release();
    }

    private void live() {
        try {
            LibOs guest = (LibOs) loader.loadClass(libOsClass).getConstructor().newInstance();
            libOs = guest;
            ending = new Ending(guest.run(this), "returned");
        } catch (EnvironmentEnded end) {
            ending = ended(end);
        } catch (ReflectiveOperationException notStarted) {
            ending = notStarted(notStarted.getCause() == null ? notStarted : notStarted.getCause());
        } catch (RuntimeException | Error panic) {
            ending = panicked("libOS panic: ", panic);
        }
        departure = Departure.ENDED;
    }

    private Ending ended(Throwable end) {
        return new Ending(-1, killed ? "ended by the kernel" : String.valueOf(end.getMessage()));
    }

    private Ending notStarted(Throwable cause) {
        return cause instanceof EnvironmentEnded
                ? ended(cause)
                : panicked(libOsClass + " could not be started: ", cause);
    }

    private Ending panicked(String what, Throwable uncaught) {
        Panic panic = new Panic(uncaught, loader, wasThrownByUpcall(uncaught) ? upcallsAtThrow : List.of());
        if (!killed) {
            kernel.machine().tracer().emitFor(env, panic.event(lastCalls));
        }
        return new Ending(-1, what + panic.sentence());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int stackBound() {
        return MAX_DEPTH;
    }

    @Override
    public long heapBound() {
        return allocationBound;
    }

    private void suspend(Departure why) {
        departure = why;
        fiber.suspend();
        meter.endIfOver();
        for (Upcall upcall = kernel.nextUpcall(env); upcall != null; upcall = kernel.nextUpcall(env)) {
            deliver(upcall);
        }
    }

    private void deliver(Upcall upcall) {
        LibOs guest = libOs;
        if (guest == null) {
            return; // still in its constructor: it owns nothing that an upcall could be about
        }
        int before = meter.depth();
        int boundBefore = meter.depthBound();
        meter.setDepthBound(Math.max(boundBefore, Math.min(before + UPCALL_DEPTH, LAST_DEPTH)));
        kernel.noteUpcall(env, upcall, true);
        upcalls.push(upcall);
        try {
            run(guest, upcall);
        } catch (RuntimeException | Error uncaught) {
            noteThrow(uncaught); // the code under it may catch it yet
            throw uncaught;
        } finally {
            upcalls.pop();
            meter.leave(before);
            meter.setDepthBound(boundBefore);
            delivered = true; // whatever the upcall waited for, the code under it has not seen
            if (!killed) {
                kernel.noteUpcall(env, upcall, false);
            }
        }
    }

    private void noteThrow(Throwable uncaught) {
        if (!wasThrownByUpcall(uncaught)) {
            thrown = uncaught;
            upcallsAtThrow = List.copyOf(upcalls);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same, whatever an exception of the guest's says of itself
    private boolean wasThrownByUpcall(Throwable uncaught) {
        return uncaught == thrown;
    }

    private void run(LibOs guest, Upcall upcall) {
        switch (upcall) {
            case Upcall.TlbMiss miss -> guest.onTlbMiss(this, miss.page(), miss.store());
            case Upcall.Revoke revoke -> guest.onRevoke(this, revoke.resource(), revoke.deadline());
            case Upcall.Repossessed repossessed -> guest.onRepossessed(this);
            case Upcall.TransferDone done -> guest.onTransferDone(this, done.request(), done.ok());
            case Upcall.BlocksTransferred done -> guest.onBlocksTransferred(this, done.request(), done.ends());
            case Upcall.BlockRead read -> guest.onBlockRead(this, read.block(), read.ok());
            case Upcall.BlockWritten written -> guest.onBlockWritten(this, written.block(), written.ok());
            case Upcall.RootWritten written -> guest.onRootWritten(this, written.root(), written.ok());
            case Upcall.TemplateWritten written -> guest.onTemplateWritten(this, written.type(), written.ok());
            case Upcall.Called called -> guest.onCalled(this, called.from(), called.synchronous(), called.message());
            case Upcall.CalleeEnded ended -> guest.onCalleeEnded(this, ended.env());
            case Upcall.PacketArrived arrived -> guest.onPacket(this, arrived.filter());
            case Upcall.PredicateEnded ended -> guest.onPredicate(this, ended.held());
            case Upcall.SliceStarting start -> guest.onSliceStart(this, start.position());
            case Upcall.SliceEnding end -> guest.onSliceEnd(this, end.position());
            case Upcall.PacketTransmitted sent -> guest.onPacketSent(this, sent.request(), sent.ok());
        }
    }

    /** Tells {@code listener} of every step of code that was made for it; before the code runs. */
    public void watch(StepListener listener) {
        steps = listener;
    }

    @Override
    public boolean step(int place) {
        return steps != null && steps.reached(place, meter.depth());
    }

    @Override
    public void variables(@Nullable Object[] values) {
        if (steps != null) {
            steps.looked(values, loader);
        }
    }

    @Override
    public Exokernel kernel() {
        return calls;
    }

    @Override
    public int load(int address) {
        return kernel.machine().memory().word(translate(address, false));
    }

    @Override
    public void store(int address, int value) {
        int page = address >>> PhysicalMemory.FRAME_SHIFT;
        if (pages.stream().anyMatch(own -> own.page() == page)) {
            throw new IllegalArgumentException("page 0x%x is the program's, which alone stores there".formatted(page));
        }
        kernel.machine().memory().setWord(translate(address, true), value);
    }

    @Override
    public void waitForUpcall() {
        meter.charge(1);
        if (!delivered) {
            suspend(Departure.WAITING);
        }
        delivered = false;
    }

    @Override
    public void enterCritical() {
        meter.charge(1);
        if (criticalSections++ == 0) {
            calls.interruptsOff(true);
        }
    }

    @Override
    public boolean leaveCritical() {
        meter.charge(1);
        if (criticalSections == 0) {
            throw new IllegalStateException("there is no critical section to leave");
        }
        if (--criticalSections > 0 || calls.interruptsOff(false) == 0) {
            return false;
        }
        suspend(Departure.PREEMPTED); // comes back at once, with what had to wait, unless the slice is over
        return true;
    }

    @Override
    public List<ProgramPage> program() {
        return pages;
    }

    @Override
    public int runProgram() {
        return givenProgram().run().code();
    }

    @Override
    public void stopProgram(int code, String reason) {
        givenProgram().stop(code, reason);
    }

    private GuestProgram givenProgram() {
        if (program == null) {
            throw new IllegalStateException("this environment was given no program");
        }
        return program;
    }

    @Override
    public void preempted() {
        suspend(Departure.PREEMPTED);
    }

    @Override
    public void miss(int page, boolean store) {
        deliver(new Upcall.TlbMiss(page, store));
    }

    private int translate(int address, boolean store) {
        if (address < 0 || (address & 3) != 0) {
            throw new IllegalArgumentException("address 0x%08x is not a word in user space".formatted(address));
        }
        meter.charge(1);
        long physical = kernel.translate(env, address, store);
        while (physical < 0) {
            deliver(new Upcall.TlbMiss(address >>> 12, store));
            meter.charge(1);
            physical = kernel.translate(env, address, store);
        }
        return (int) physical;
    }

    /** The same in every run, since guest code may ask. */
    @Override
    public int hashCode() {
        return env;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "environment " + env;
    }
}
