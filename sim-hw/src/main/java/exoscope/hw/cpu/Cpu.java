package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.trace.Tracer;

/** MIPS I interpreter with the R3000's coprocessor 0. */
public final class Cpu {
    /** Why a run came back. */
    public enum Stop {
        /** The clock's limit was reached; continue with the same context. */
        CLOCK_LIMIT,
        /** An exception was taken; coprocessor 0 holds cause, EPC and address. */
        EXCEPTION
    }

    public Cpu(Clock clock, PhysicalMemory memory, Tlb tlb, Tracer tracer) {}
}
