package exoscope.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about who runs next, how slices begin and end, and where exceptions go. */
abstract class ProcessorCalls extends GuardedCalls implements Exokernel {
    ProcessorCalls(Kernel kernel, Environment env) {
        super(kernel, env);
    }

    @Override
    @SuppressWarnings("NamedLikeContextualKeyword")
    public Result<Boolean> yield(int to) {
        enter();
        if (to != Tracer.NO_ENV && !kernel.canRun(to, env.id)) {
            return refuse("yield", KernelError.BAD_ARGUMENT, "environment " + to + " could not use the processor");
        }
        kernel.yieldFrom(env.id, to);
        return done();
    }

    @Override
    public Result<Boolean> scall(int to, Message message) {
        return transferControl("scall", to, true, message);
    }

    @Override
    public Result<Boolean> acall(int to, Message message) {
        return transferControl("acall", to, false, message);
    }

    private Result<Boolean> transferControl(String call, int to, boolean synchronous, @Nullable Message message) {
        kernel.accounts().countCall(env.id);
        if (message == null) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuseNull(call);
        }
        if (!env.alive()) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        if (to == env.id || !kernel.lives(to)) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.BAD_ARGUMENT, "environment " + to + " cannot be called");
        }
        String obstacle = kernel.control().obstacle(env.id, to, synchronous);
        if (obstacle != null) {
            charge(Cost.SYSTEM_CALL, 1);
            return refuse(call, KernelError.IN_USE, obstacle);
        }
        charge(Cost.CONTROL_TRANSFER, 1);
        kernel.control().begin(env.id, to, synchronous, message);
        return done();
    }

    @Override
    public Result<Boolean> sliceUpcalls(boolean start, boolean end) {
        enter();
        if (!env.alive()) {
            return refuse("sliceUpcalls", KernelError.NOT_OWNER, "environment " + env.id + " has ended");
        }
        env.wantSliceUpcalls(start, end);
        return done();
    }

    @Override
    public int interruptsOff(boolean off) {
        charge(Cost.EXPOSED_READ, 2);
        if (!env.alive()) {
            return 0;
        }
        int missed = kernel.interrupts().set(env.id, off);
        if (!off && env.overdue()) {
            kernel.stopSoon(env.id);
        }
        return missed;
    }

    @Override
    public Result<Boolean> bindInterruptWords(int frame, int offset, Capability key) {
        enter();
        Result<Boolean> refusal = checkArea("bindInterruptWords", frame, offset, SoftwareInterrupts.BYTES, key);
        if (refusal != null) {
            return refusal;
        }
        kernel.interrupts().keepAt(env.id, (frame << PhysicalMemory.FRAME_SHIFT) + offset);
        return done();
    }

    @Override
    public Result<Boolean> bindHandler(int cause, int pc, int frame, int offset, Capability key) {
        enter();
        if (!dispatchable(cause)) {
            return refuse("bindHandler", KernelError.BAD_ARGUMENT, "no cause " + cause + " that is dispatched");
        }
        if (pc < 0 || (pc & 3) != 0) {
            return refuse(
                    "bindHandler",
                    KernelError.BAD_ARGUMENT,
                    "0x%08x is not an instruction in user space".formatted(pc));
        }
        Result<Boolean> refusal = checkArea("bindHandler", frame, offset, ExceptionContexts.AREA_BYTES, key);
        if (refusal != null) {
            return refusal;
        }
        int area = (frame << PhysicalMemory.FRAME_SHIFT) + offset;
        kernel.exceptions().bind(env.id, cause, new ExceptionContexts.Handler(pc, area));
        return done();
    }

    /** System calls are the one exception that is not dispatched (§5.3). */
    private static boolean dispatchable(int cause) {
        return cause >= 0 && cause < ExceptionContexts.CAUSES && cause != ExceptionCode.SYS.code();
    }

    private @Nullable Result<Boolean> checkArea(String call, int frame, int offset, int bytes, Capability key) {
        Result<Boolean> refusal = checkFrame(call, frame, key, Capability.READ_WRITE, true);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = offset >= 0 && offset <= PhysicalMemory.FRAME_BYTES - bytes && (offset & 3) == 0;
        return fits
                ? null
                : refuse(call, KernelError.BAD_ARGUMENT, bytes + " bytes at " + offset + " are not words of a frame");
    }

    @Override
    public Result<Boolean> releaseHandler(int cause) {
        enter();
        return kernel.exceptions().release(env.id, cause)
                ? done()
                : refuse("releaseHandler", KernelError.NOT_OWNER, "no handler for cause " + cause);
    }

    @Override
    public List<Upcall> pendingUpcalls() {
        List<Upcall> pending = env.pending();
        charge(Cost.EXPOSED_READ, 1 + pending.size());
        return pending;
    }

    @Override
    public long excessTime() {
        charge(Cost.EXPOSED_READ, 1);
        return kernel.excess().owedBy(env.id);
    }
}
