package exoscope.libos.runtime;

import exoscope.hw.Machine;
import exoscope.hw.cpu.Cp0;
import exoscope.hw.cpu.Cpu.Stop;
import exoscope.hw.cpu.CpuContext;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.elf.ElfImage;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.Upcall;
import exoscope.kernel.UserCode;

/**
 * A MIPS program as user-mode code, over a plain libOS: pages are provided when first touched, and of Linux's o32
 * system calls it knows {@code exit} (4001) and {@code write} (4004) to descriptors 1 and 2. What that libOS does not deal with
 * goes to the program's own handlers, if it has bound any: {@link GuestKernelCalls}.
 */
public final class MipsUserCode implements UserCode {
    /** Exit code of a program that did something it may not. */
    public static final int FAULT = 70;

    private final Kernel kernel;
    private final Machine machine;
    private final int env;
    private final ProgramMemory memory;
    private final SystemCalls systemCalls;
    private final GuestKernelCalls kernelCalls;
    private final CpuContext context = new CpuContext();

    private Ending ending = new Ending(FAULT, "never ran");
    private boolean ended;

    public MipsUserCode(Kernel kernel, int env, ElfImage image) {
        this.kernel = kernel;
        this.env = env;
        machine = kernel.machine();
        Exokernel calls = kernel.callsOf(env);
        Capability key = calls.newCapability();
        memory = new ProgramMemory(kernel, env, calls, key, image);
        systemCalls = new SystemCalls(machine, address -> memory.physical(address, false));
        kernelCalls = new GuestKernelCalls(kernel, env, calls, key, memory);
        context.gpr[29] = InstalledProgram.STACK_TOP - 64;
        context.jumpTo(image.entry());
    }

    @Override
    public Departure resume() {
        for (Upcall upcall = kernel.nextUpcall(env); upcall != null; upcall = kernel.nextUpcall(env)) {
            deliver(upcall);
        }
        while (!ended) {
            if (machine.cpu()
                            .run(
                                    context,
                                    kernel.addressSpaceOf(env),
                                    kernel.fpu().ownedBy(env))
                    == Stop.CLOCK_LIMIT) {
                return Departure.PREEMPTED;
            }
            machine.cpu().cp0().returnFromException();
            handle(machine.cpu().cp0());
        }
        return Departure.ENDED;
    }

    @Override
    public Ending ending() {
        return ending;
    }

    @Override
    public void kill() {
        ended = true;
    }

    /** What no handler is bound for, the plain libOS listens to and does nothing about. */
    private void deliver(Upcall upcall) {
        if (!kernel.exceptions().interrupt(env, context, upcall)) {
            kernel.noteUpcall(env, upcall, true);
            kernel.noteUpcall(env, upcall, false);
        }
    }

    private void handle(Cp0 cp0) {
        ExceptionCode code = cp0.exception();
        if (code == ExceptionCode.SYS) {
            serve(cp0);
        } else if (isMiss(code)) {
            miss(cp0, code == ExceptionCode.TLBS);
        } else if (!wantsFpu(cp0) || !kernel.fpu().claim(env)) {
            dispatch(cp0);
        }
    }

    private void serve(Cp0 cp0) {
        if (GuestKernelCalls.knows(context)) {
            kernelCalls.serve(context);
            return;
        }
        Ending exit = systemCalls.serve(context);
        if (memory.outOfMemory()) {
            fault(cp0, " during a system call");
        } else if (exit != null) {
            end(exit.code(), exit.reason());
        }
    }

    private void miss(Cp0 cp0, boolean store) {
        if (memory.answer(cp0.badVAddr(), store)) {
            return;
        }
        if (memory.outOfMemory()) {
            fault(cp0, ": no frame for address 0x%08x".formatted(cp0.badVAddr()));
        } else {
            dispatch(cp0);
        }
    }

    private void dispatch(Cp0 cp0) {
        String obstacle = kernel.exceptions().dispatch(env, context, cp0);
        if (obstacle != null) {
            String address = isMiss(cp0.exception()) ? " of address 0x%08x".formatted(cp0.badVAddr()) : "";
            fault(cp0, address + (obstacle.isEmpty() ? "" : ", " + obstacle));
        }
    }

    private static boolean isMiss(ExceptionCode code) {
        return code == ExceptionCode.TLBL || code == ExceptionCode.TLBS;
    }

    private static boolean wantsFpu(Cp0 cp0) {
        return cp0.exception() == ExceptionCode.CPU && cp0.coprocessor() == 1;
    }

    private void fault(Cp0 cp0, String detail) {
        String what = memory.outOfMemory() ? "out of memory" : cp0.exception().meaning();
        end(FAULT, "%s%s, at pc 0x%08x".formatted(what, detail, cp0.epc()));
    }

    private void end(int code, String reason) {
        ending = new Ending(code, reason);
        ended = true;
    }
}
