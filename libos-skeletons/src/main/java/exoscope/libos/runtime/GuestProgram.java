package exoscope.libos.runtime;

import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Cp0;
import exoscope.hw.cpu.Cpu.Stop;
import exoscope.hw.cpu.CpuContext;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.kernel.Kernel;
import exoscope.kernel.UserCode.Ending;
import org.jspecify.annotations.Nullable;

/** A MIPS program in the environment of a libOS that provides its memory. */
final class GuestProgram {
    /** The libOS, as the program's exceptions reach it. */
    interface LibOsSide {
        /** The clock's limit was reached: gives the processor back, and returns when it is the environment's again. */
        void preempted();

        /** Runs the libOS's own code for a miss. */
        void miss(int page, boolean store);
    }

    private final Kernel kernel;
    private final Machine machine;
    private final int env;
    private final LibOsSide libOs;
    private final SystemCalls systemCalls;
    private final CpuContext context = new CpuContext();
    private @Nullable Ending ending;
    private boolean started;

    GuestProgram(Kernel kernel, int env, InstalledProgram program, LibOsSide libOs) {
        this.kernel = kernel;
        this.env = env;
        this.libOs = libOs;
        machine = kernel.machine();
        systemCalls = new SystemCalls(machine, address -> physical(address, false));
        context.gpr[29] = InstalledProgram.STACK_TOP - 64;
        context.jumpTo(program.entry());
    }

    /** Ends the program at the next opportunity. */
    void stop(int code, String reason) {
        ending = new Ending(code, reason);
    }

    /** Runs it to its end; it can be run once. */
    Ending run() {
        if (started) {
            throw new IllegalStateException("the program has been run already");
        }
        started = true;
        while (ending == null) {
            if (machine.cpu().run(context, kernel.addressSpaceOf(env)) == Stop.CLOCK_LIMIT) {
                libOs.preempted();
            } else {
                machine.cpu().cp0().returnFromException();
                handle(machine.cpu().cp0());
            }
        }
        return ending;
    }

    private void handle(Cp0 cp0) {
        ExceptionCode code = cp0.exception();
        int epc = cp0.epc();
        int address = cp0.badVAddr();
        if (code == ExceptionCode.SYS) {
            Ending exit = systemCalls.serve(context);
            ending = ending == null ? exit : ending;
        } else if (!code.isTlbException() || address < 0) {
            stop(MipsUserCode.FAULT, "%s, at pc 0x%08x".formatted(code.meaning(), epc));
        } else {
            physical(address, code != ExceptionCode.TLBL);
        }
    }

    /** Translates an address, asking the libOS until it has mapped the page or stopped the program. */
    private long physical(int address, boolean store) {
        long physical = kernel.translate(env, address, store);
        while (physical < 0 && address >= 0 && ending == null) {
            libOs.miss(address >>> PhysicalMemory.FRAME_SHIFT, store);
            machine.clock().charge(1);
            if (machine.clock().due()) {
                libOs.preempted();
            }
            physical = kernel.translate(env, address, store);
        }
        return physical;
    }
}
