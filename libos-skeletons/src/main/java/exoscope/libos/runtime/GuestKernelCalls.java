package exoscope.libos.runtime;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.CpuContext;
import exoscope.kernel.Capability;
import exoscope.kernel.ExceptionContexts;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.Result;

/**
 * What a MIPS program can ask the kernel for, by system calls from 5001 on ({@code labs/programs/exokernel.h}): handlers of its
 * own, pages and their protection, and its part of the processor. Frames are named by the addresses that they are mapped
 * at, and its libOS presents the capability.
 */
final class GuestKernelCalls {
    private static final int FIRST = 5001;
    private static final int LAST = 5009;
    private static final int EINVAL = 22;

    private final Kernel kernel;
    private final int env;
    private final Exokernel calls;
    private final Capability key;
    private final ProgramMemory memory;

    GuestKernelCalls(Kernel kernel, int env, Exokernel calls, Capability key, ProgramMemory memory) {
        this.kernel = kernel;
        this.env = env;
        this.calls = calls;
        this.key = key;
        this.memory = memory;
    }

    /** Whether the call that {@code context} stands at is one of these. */
    static boolean knows(CpuContext context) {
        return context.gpr[2] >= FIRST && context.gpr[2] <= LAST;
    }

    /** Serves the call and goes on past it. */
    void serve(CpuContext context) {
        int a = context.gpr[4];
        int b = context.gpr[5];
        int c = context.gpr[6];
        switch (context.gpr[2]) {
            case FIRST -> answer(context, bindHandler(a, b, c));
            case 5002 -> answer(context, releaseHandler(a));
            case 5003 -> answer(context, memory.protect(a >>> PhysicalMemory.FRAME_SHIFT, b, c));
            case 5004 -> answer(context, calls.yield(a).ok());
            case 5005 -> answer(context, bindInterruptWords(a));
            case 5006 -> SystemCalls.answer(context, (int) calls.now(), false);
            case 5007 -> SystemCalls.answer(context, (int) calls.excessTime(), false);
            case 5008 -> answer(context, memory.add(a >>> PhysicalMemory.FRAME_SHIFT, b));
            default -> answer(context, remove(a >>> PhysicalMemory.FRAME_SHIFT, b));
        }
    }

    private static void answer(CpuContext context, boolean ok) {
        SystemCalls.answer(context, ok ? 0 : EINVAL, !ok);
    }

    private boolean bindHandler(int cause, int pc, int address) {
        int area = memory.physicalOf(address, ExceptionContexts.AREA_BYTES);
        if (area == ProgramMemory.NOWHERE) {
            return false;
        }
        Result<Boolean> bound = calls.bindHandler(cause, pc, frame(area), offset(area), key);
        return bound.ok() && followSlices();
    }

    private boolean releaseHandler(int cause) {
        return calls.releaseHandler(cause).ok() && followSlices();
    }

    /** Has the kernel tell of the starts and ends of slices that there are handlers for. */
    private boolean followSlices() {
        ExceptionContexts handlers = kernel.exceptions();
        return calls.sliceUpcalls(
                        handlers.handles(env, ExceptionContexts.SLICE_START),
                        handlers.handles(env, ExceptionContexts.SLICE_END))
                .ok();
    }

    private boolean bindInterruptWords(int address) {
        int words = memory.physicalOf(address, 8);
        return words != ProgramMemory.NOWHERE
                && calls.bindInterruptWords(frame(words), offset(words), key).ok();
    }

    private boolean remove(int page, int n) {
        boolean valid = ProgramMemory.inUserSpace(page, n);
        if (valid) {
            memory.remove(page, n);
        }
        return valid;
    }

    private static int frame(int physical) {
        return physical >>> PhysicalMemory.FRAME_SHIFT;
    }

    private static int offset(int physical) {
        return physical & PhysicalMemory.FRAME_BYTES - 1;
    }
}
