package exoscope.libos.runtime;

import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Cp0;
import exoscope.hw.cpu.Cpu.Stop;
import exoscope.hw.cpu.CpuContext;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.ElfSegment;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.Result;
import exoscope.kernel.UserCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A MIPS program as user-mode code, over a plain libOS: pages are provided when first touched, and of Linux's o32
 * system calls it knows {@code exit} (4001) and {@code write} (4004) to descriptors 1 and 2.
 */
public final class MipsUserCode implements UserCode {
    /** Exit code of a program that did something it may not. */
    public static final int FAULT = 70;

    private static final int STACK_BYTES = 1024 * 1024;

    private final Kernel kernel;
    private final Machine machine;
    private final int env;
    private final Exokernel calls;
    private final Capability key;
    private final ElfImage image;
    private final SystemCalls systemCalls;
    private final CpuContext context = new CpuContext();
    private final Map<Integer, Integer> frameOfPage = new TreeMap<>();
    /** What a page gets from a segment, on its way to memory. */
    private final byte[] piece = new byte[PhysicalMemory.FRAME_BYTES];

    private Ending ending = new Ending(FAULT, "never ran");
    private boolean ended;
    /** Whether a page of the program found no frame, which ends it. */
    private boolean outOfMemory;

    public MipsUserCode(Kernel kernel, int env, ElfImage image) {
        this.kernel = kernel;
        this.env = env;
        this.image = image;
        machine = kernel.machine();
        calls = kernel.callsOf(env);
        key = calls.newCapability();
        systemCalls = new SystemCalls(machine, address -> physical(address, false));
        context.gpr[29] = InstalledProgram.STACK_TOP - 64;
        context.jumpTo(image.entry());
    }

    @Override
    public Departure resume() {
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

    private void handle(Cp0 cp0) {
        ExceptionCode code = cp0.exception();
        if (code == ExceptionCode.SYS) {
            Ending exit = systemCalls.serve(context);
            if (outOfMemory) {
                fault(cp0, " during a system call");
            } else if (exit != null) {
                end(exit.code(), exit.reason());
            }
        } else if (code == ExceptionCode.TLBL || code == ExceptionCode.TLBS) {
            int address = cp0.badVAddr();
            if (physical(address, code == ExceptionCode.TLBS) < 0) {
                fault(cp0, (outOfMemory ? ": no frame for" : " of") + " address 0x%08x".formatted(address));
            }
        } else if (!wantsFpu(cp0) || !kernel.fpu().claim(env)) {
            fault(cp0, "");
        }
    }

    private static boolean wantsFpu(Cp0 cp0) {
        return cp0.exception() == ExceptionCode.CPU && cp0.coprocessor() == 1;
    }

    private void fault(Cp0 cp0, String detail) {
        String what = outOfMemory ? "out of memory" : cp0.exception().meaning();
        end(FAULT, "%s%s, at pc 0x%08x".formatted(what, detail, cp0.epc()));
    }

    private void end(int code, String reason) {
        ending = new Ending(code, reason);
        ended = true;
    }

    /** Translates an address of the program, providing its page if it has one; negative if it has none. */
    private long physical(int address, boolean store) {
        long physical = kernel.translate(env, address, store);
        if (physical < 0 && provide(address)) {
            physical = kernel.translate(env, address, store);
        }
        return physical;
    }

    private boolean provide(int address) {
        int page = address >>> PhysicalMemory.FRAME_SHIFT;
        if (address < 0 || !belongs(page)) {
            return false;
        }
        Integer frame = frameOfPage.get(page);
        if (frame == null) {
            Result<List<Integer>> granted = calls.allocPages(1, key);
            if (!granted.ok()) {
                outOfMemory = true;
                return false;
            }
            frame = granted.get().getFirst();
            frameOfPage.put(page, frame);
            image.segments().forEach(segment -> fill(segment, page, frameOfPage.getOrDefault(page, 0)));
        }
        return calls.tlbWrite(page, frame, writable(page), key).ok();
    }

    private boolean belongs(int page) {
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        return isStack(start) || image.segments().stream().anyMatch(segment -> overlaps(segment, start));
    }

    private boolean writable(int page) {
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        return isStack(start)
                || image.segments().stream().anyMatch(segment -> segment.writable() && overlaps(segment, start));
    }

    private static boolean isStack(long start) {
        return start >= InstalledProgram.STACK_TOP - STACK_BYTES && start < InstalledProgram.STACK_TOP;
    }

    private static boolean overlaps(ElfSegment segment, long start) {
        return segment.address() < start + PhysicalMemory.FRAME_BYTES
                && start < (long) segment.address() + segment.memorySize();
    }

    /** Copies the part of a segment that lies in the page. */
    private void fill(ElfSegment segment, int page, int frame) {
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        long from = Math.max(start, segment.address());
        long to = Math.min(start + PhysicalMemory.FRAME_BYTES, (long) segment.address() + segment.fileSize());
        if (from < to) {
            int length = (int) (to - from);
            segment.copy((int) (from - segment.address()), piece, 0, length);
            machine.memory().write((frame << PhysicalMemory.FRAME_SHIFT) + (int) (from - start), piece, 0, length);
        }
    }
}
