package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.Tracer;

/** MIPS I interpreter with the R3000's coprocessor 0. */
public final class Cpu {
    /** Why {@link #run} returned. */
    public enum Stop {
        /** The clock's limit was reached; continue with the same context. */
        CLOCK_LIMIT,
        /** An exception was taken; coprocessor 0 holds cause, EPC and address. */
        EXCEPTION
    }

    private final Clock clock;
    private final PhysicalMemory memory;
    private final Tlb tlb;
    private final Tracer tracer;

    public Cpu(Clock clock, PhysicalMemory memory, Tlb tlb, Tracer tracer) {
        this.clock = clock;
        this.memory = memory;
        this.tlb = tlb;
        this.tracer = tracer;
    }

    /** Executes user-mode instructions of {@code context} in address space {@code asid}. */
    public Stop run(CpuContext context, int asid) {
        throw new UnsupportedOperationException(clock + " " + memory + " " + tlb + " " + tracer + context + asid);
    }
}
