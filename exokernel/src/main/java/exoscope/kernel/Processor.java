package exoscope.kernel;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.device.Timer;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.Kernel.Yield;
import exoscope.kernel.UserCode.Departure;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs user code in the slices of the CPU vector, round robin by position (SOSP'95 §5.1.1).
 *
 * <p>A slice ends at its timer's interrupt, wherever the user code stands, or when it is given up; an environment that
 * waits is passed over until an upcall comes for it. Device events are attended to between instructions of user code,
 * at the cycle they are due or at the first opportunity after it.
 */
public final class Processor {
    /** Why {@link #run} came back. */
    public enum Outcome {
        /** Every environment has ended. */
        FINISHED,
        /** The cycle given was reached. */
        LIMIT,
        /** Everybody waits, or has no slice, and nothing is scheduled that could end it. */
        DEADLOCK
    }

    /** Exit code of an environment that owes more time than it may. */
    public static final int OVERDRAWN = -2;
    /** Looks at an environment that goes on past the end of its slice, a slice long: as many ticks as Xok has. */
    private static final int TICKS = 8;

    private final Kernel kernel;
    private final long sliceCycles;
    private final Clock clock;
    private final EventQueue events;
    private final Timer timer;
    /** What each environment runs, by its number. */
    private @Nullable UserCode[] codes = new UserCode[16];
    /** Whether one of them was alive when that was last looked at, after so many deaths. */
    private boolean anyAlive;

    private int deaths = -1;
    /** Where the search for the next slice to run begins. */
    private int position;

    private boolean sliceOver;
    /** When the slice that runs is over. */
    private long sliceEnd;
    /** Whether the environment that ran last owes more than it may. */
    private boolean overdrawn;
    /** Whether the environment that runs next was transferred to, and all of that is paid for. */
    private boolean transferred;

    /** Who gets no slice for now. */
    private IntPredicate givesWay = env -> false;

    /** @param sliceCycles length of a slice, at least 1 */
    public Processor(Kernel kernel, long sliceCycles) {
        if (sliceCycles < 1) {
            throw new IllegalArgumentException("slices of " + sliceCycles + " cycles: must be 1 or more");
        }
        this.kernel = kernel;
        this.sliceCycles = sliceCycles;
        clock = kernel.machine().clock();
        events = kernel.machine().events();
        timer = kernel.machine().timer();
        kernel.excess().setSlice(sliceCycles);
        timer.onExpiry(() -> sliceOver = true);
    }

    /** Says what an environment runs, and gives it the first free position of the vector. */
    public void append(int env, UserCode code) {
        int free = kernel.vector().firstFree();
        if (free < 0) {
            throw new IllegalStateException("all " + kernel.vector().size() + " slices are taken");
        }
        if (env >= codes.length) {
            codes = Arrays.copyOf(codes, Math.max(env + 1, 2 * codes.length));
        }
        codes[env] = code;
        deaths = -1;
        kernel.vector().bind(free, env);
    }

    /** Runs until every environment has ended, nothing can happen any more, or the clock reaches {@code cycle}. */
    public Outcome run(long cycle) {
        while (clock.now() < cycle) {
            events.runDue(clock.now());
            if (!anyAlive()) {
                return Outcome.FINISHED;
            }
            if (!runNext(cycle)) {
                long next = nextMoment();
                if (next == EventQueue.NEVER) {
                    return Outcome.DEADLOCK;
                }
                kernel.idleUntil(Math.min(next, cycle));
            }
        }
        return Outcome.LIMIT;
    }

    /** Takes the rest of the running slice away at the next charge point, as if its timer expired now. */
    public void preempt() {
        timer.expireNow();
        clock.setLimit(Math.min(clock.limit(), clock.now()));
    }

    /**
     * Has environments give way to others, as a plan of what is to go wrong wants it. As long as {@code givesWay} holds
     * for one it gets no slice, and it loses the one it has at the next device event.
     */
    public void setGivesWay(IntPredicate givesWay) {
        this.givesWay = givesWay;
    }

    /** When somebody may have something to do: at an event, or a slice later if somebody waits for a time. */
    private long nextMoment() {
        long tick = kernel.predicates().anyTimed() ? clock.now() + sliceCycles : EventQueue.NEVER;
        return Math.min(events.nextCycle(), tick);
    }

    /** Ends everything that still runs, so that no user code is left standing somewhere. */
    public void shutDown() {
        living().forEach(env -> end(env, new UserCode.Ending(-1, "the run is over")));
    }

    private boolean anyAlive() {
        if (deaths != kernel.deaths()) {
            deaths = kernel.deaths();
            anyAlive = living().findAny().isPresent();
        }
        return anyAlive;
    }

    private IntStream living() {
        return IntStream.range(0, codes.length)
                .filter(env -> codes[env] != null && kernel.environment(env).alive());
    }

    /** Runs the next slice that is of use to its owner. Returns false if there is none. */
    private boolean runNext(long cycle) {
        CpuVector vector = kernel.vector();
        int first = vector.nextTaken(position);
        int at = first;
        boolean forfeited = false;
        while (at >= 0) {
            int env = kernel.control().runnerFor(vector.owner(at));
            int next = at + 1 == vector.size() ? 0 : at + 1;
            if (canRun(env) && !givesWay.test(env)) {
                position = next;
                if (!kernel.excess().forfeit(env, at, sliceCycles)) {
                    runPosition(at, env, cycle);
                    return true;
                }
                forfeited = true;
            }
            at = vector.nextTaken(next);
            if (at == first) {
                break;
            }
        }
        return forfeited;
    }

    /** Runs a slice to its end: its owner, or whom that waits for, first, then those to whom the rest of it is given. */
    private void runPosition(int at, int owner, long cycle) {
        sliceOver = false;
        sliceEnd = clock.now() + Cost.SLICE_START.cycles() + sliceCycles;
        timer.set(sliceEnd - clock.now());
        int env = owner;
        while (canRun(env) && !sliceOver && clock.now() < cycle) {
            env = runSlice(env, at, cycle);
        }
        timer.stop();
        kernel.invariants().checkChanges();
    }

    /** Returns the environment to which the rest of the slice is given, or {@link Tracer#NO_ENV}. */
    private int runSlice(int env, int at, long cycle) {
        kernel.addressSpaceOf(env);
        if (!transferred) {
            kernel.charge(Tracer.NO_ENV, Cost.SLICE_START, 1);
        }
        kernel.accounts().startSlice(env);
        kernel.tracer().setEnv(env);
        kernel.tracer().emit(new KernelEvent.SliceStarted(at));
        UserCode code = codeOf(env);
        Environment environment = kernel.environment(env);
        if (!transferred) {
            environment.startSlice(at);
        }
        overdrawn = false;
        Departure departure = resume(env, code, cycle);
        if (sliceOver) {
            oweOverrun(env);
            departure = departure == Departure.PREEMPTED ? runOn(environment, at, code, cycle) : departure;
        }
        environment.setWaiting(departure == Departure.WAITING);
        environment.leaveProcessor();
        kernel.tracer().emit(new KernelEvent.SliceEnded(at, kernel.accounts().endSlice()));
        if (departure == Departure.ENDED) {
            end(env, code.ending());
        } else if (overdrawn) {
            end(env, new UserCode.Ending(OVERDRAWN, "took more time past the end of its slices than it may owe"));
        }
        kernel.tracer().setEnv(Tracer.NO_ENV);
        return endSlice(cycle);
    }

    /** Returns who goes on in this slice. The end of a slice is not paid for where a control transfer went on at once. */
    private int endSlice(long cycle) {
        Yield yield = kernel.pendingYield();
        kernel.forgetYield();
        int next = yield == null ? Tracer.NO_ENV : yield.to();
        transferred = yield != null && yield.transfer() && canRun(next) && !sliceOver && clock.now() < cycle;
        if (!transferred) {
            kernel.charge(Tracer.NO_ENV, Cost.SLICE_END, 1);
        }
        return next;
    }

    /** Runs user code until it departs, yields, or the slice or the run is over. */
    private Departure resume(int env, UserCode code, long cycle) {
        Departure departure = Departure.PREEMPTED;
        while (departure == Departure.PREEMPTED && !sliceOver && kernel.pendingYield() == null && clock.now() < cycle) {
            departure = resumeOnce(code, cycle);
            sliceOver |= givesWay.test(env);
        }
        return departure;
    }

    private Departure resumeOnce(UserCode code, long cycle) {
        clock.setLimit(Math.min(cycle, events.nextCycle()));
        Departure departure = code.resume();
        kernel.invariants().refuseToGoOn(); // user code may have caught what was thrown
        events.runDue(clock.now());
        return departure;
    }

    /** Has an environment owe what its calls took past the end: a call is never cut short, and nobody is destroyed for it. */
    private void oweOverrun(int env) {
        kernel.excess()
                .overrun(
                        env,
                        Math.clamp(clock.now() - sliceEnd, 0, kernel.accounts().runningSoFar()));
    }

    /** Lets an environment go on past the end, while it saves its state or is in a critical section. It owes what it takes. */
    private Departure runOn(Environment env, int at, UserCode code, long cycle) {
        long allowance = kernel.excess().allowance(env.id);
        long before = kernel.chargedTo(env.id);
        long taken = 0;
        env.endSlice(at, allowance > 0);
        if (kernel.interrupts().off(env.id)) {
            kernel.interrupts().miss(env.id, 1 << new Upcall.SliceEnding(at).number());
        }
        Departure departure = Departure.PREEMPTED;
        while (departure == Departure.PREEMPTED && goesOn(env) && taken < allowance && clock.now() < cycle) {
            timer.set(Math.clamp(sliceCycles / TICKS, 1, allowance - taken));
            departure = resumeOnce(code, cycle);
            taken = kernel.chargedTo(env.id) - before;
        }
        overdrawn = taken > allowance || (taken == allowance && departure == Departure.PREEMPTED && goesOn(env));
        kernel.excess().take(env.id, taken);
        return departure;
    }

    private boolean goesOn(Environment env) {
        return kernel.pendingYield() == null
                && (env.saving() || kernel.interrupts().off(env.id));
    }

    private void end(int env, UserCode.Ending ending) {
        codeOf(env).kill();
        if (kernel.invariants().broken()) {
            return; // the kernel does nothing any more
        }
        kernel.destroyEnvironment(env, ending.code(), ending.reason());
    }

    private UserCode codeOf(int env) {
        return Objects.requireNonNull(codes[env]);
    }

    private boolean canRun(int env) {
        return env != Tracer.NO_ENV && env < codes.length && codes[env] != null && kernel.canRun(env);
    }
}
