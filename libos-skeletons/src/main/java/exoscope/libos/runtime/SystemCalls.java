package exoscope.libos.runtime;

import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.CpuContext;
import exoscope.kernel.UserCode.Ending;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that a MIPS program finds: of Linux's o32 ones, {@code exit} (4001) and {@code write} (4004) to
 * descriptors 1 and 2, both the console. A libOS serves them, not the kernel.
 */
final class SystemCalls {
    /** Most bytes of one write; of a longer one only so many are written, as Linux has its limit. */
    private static final int MOST_BYTES = 1 << 20;
    /** Most bytes that are copied out of the program at once. */
    private static final int CHUNK = PhysicalMemory.FRAME_BYTES << 4;

    private static final int ENOSYS = 89;
    private static final int EFAULT = 14;
    private static final int EBADF = 9;

    /** Where a program's memory is. */
    interface AddressSpace {
        /** The physical address of a byte that the program may read, or a negative number. */
        long readable(int address);
    }

    private final Machine machine;
    private final AddressSpace space;

    SystemCalls(Machine machine, AddressSpace space) {
        this.machine = machine;
        this.space = space;
    }

    /** Serves the call that {@code context} stands at. Returns how the program ended, or null if it goes on. */
    @Nullable
    Ending serve(CpuContext context) {
        switch (context.gpr[2]) {
            case 4001 -> {
                return new Ending(context.gpr[4] & 0xff, "exit");
            }
            case 4004 -> write(context, context.gpr[4], context.gpr[5], context.gpr[6]);
            default -> answer(context, ENOSYS, true);
        }
        return null;
    }

    private void write(CpuContext context, int descriptor, int address, int wanted) {
        if (descriptor != 1 && descriptor != 2) {
            answer(context, EBADF, true);
            return;
        }
        if (wanted < 0) {
            answer(context, EFAULT, true);
            return;
        }
        int length = Math.min(wanted, MOST_BYTES);
        int done = 0;
        do {
            byte[] bytes = read(address + done, Math.min(length - done, CHUNK));
            if (bytes == null) {
                answer(context, done > 0 ? done : EFAULT, done == 0);
                return;
            }
            machine.clock().charge(bytes.length);
            machine.console().write(bytes);
            done += bytes.length;
        } while (done < length);
        answer(context, length, false);
    }

    /** A piece of the program's memory, or null if it may not read all of it. */
    private byte @Nullable [] read(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            long physical = space.readable(address + i);
            if (physical < 0) {
                return null;
            }
            bytes[i] = machine.memory().byteAt((int) physical);
        }
        return bytes;
    }

    /** The o32 convention: the value or error number in v0, whether it is an error in a3; then on past the syscall. */
    static void answer(CpuContext context, int value, boolean error) {
        context.gpr[2] = value;
        context.gpr[7] = error ? 1 : 0;
        context.jumpTo(context.pc + 4);
    }
}
