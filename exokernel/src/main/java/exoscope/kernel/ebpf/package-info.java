/**
 * Code that environments download into the kernel: eBPF (RFC 9669) for handlers that run when a packet arrives, for wakeup
 * predicates and for untrusted functions.
 *
 * <p>Read {@link exoscope.kernel.ebpf.Instruction} and {@link exoscope.kernel.ebpf.Opcode} for the instruction set,
 * {@link exoscope.kernel.ebpf.Verifier} for what is let in, {@link exoscope.kernel.ebpf.Interpreter} for what it means,
 * {@link exoscope.kernel.ebpf.ProgramClass} for how it becomes fast, and {@link exoscope.kernel.ebpf.ObjectFile} for
 * where it comes from.
 */
@NullMarked
package exoscope.kernel.ebpf;

import org.jspecify.annotations.NullMarked;
