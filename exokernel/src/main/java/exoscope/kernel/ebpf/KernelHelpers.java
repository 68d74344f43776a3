package exoscope.kernel.ebpf;

import exoscope.kernel.ebpf.HelperSignature.Argument;
import exoscope.kernel.ebpf.HelperSignature.Returned;
import java.util.List;

/**
 * The helpers of handlers that run when a packet arrives: what the paper's application-specific safe handlers need to move
 * messages, to answer them and to start whoever waits. None depends on anything but the machine.
 */
public final class KernelHelpers {
    /** {@code void *lookup(region, const u32 *key)}: the address of an entry of a region, or 0. */
    public static final int LOOKUP = 1;
    /** {@code u64 cycle()}: the machine's cycle as far as it has been charged. */
    public static final int CYCLE = 2;
    /** {@code long send(const void *packet, u64 bytes)}: sends a packet; 0, or -1 if it could not be accepted. */
    public static final int SEND = 3;
    /** {@code long put(region, u64 offset, const void *from, u64 bytes)}: copies into a region; 0, or -1 if it does not fit. */
    public static final int PUT = 4;
    /** {@code long wake(u64 environment)}: wakes an environment; 0, or -1 if there is none. */
    public static final int WAKE = 5;
    /** {@code long pull(u64 offset, void *into, u64 bytes)}: copies from the packet; 0, or -1 if it is not so long. */
    public static final int PULL = 6;

    private static final long NO = -1;
    private static final int WAKE_CYCLES = 20;
    private static final int SEND_CYCLES = 30;

    private KernelHelpers() {}

    /** The table for one environment. */
    public static HelperTable table(KernelServices services) {
        return HelperTable.NONE
                .with(
                        new HelperSignature(
                                LOOKUP, "lookup", List.of(Argument.REGION, Argument.KEY), Returned.ENTRY_OR_NULL, 6),
                        (execution, region, key, c, d, e) -> execution.entry(region, key))
                .with(
                        new HelperSignature(CYCLE, "cycle", List.of(), Returned.NUMBER, 2),
                        (execution, a, b, c, d, e) -> services.now() + execution.consumed())
                .with(
                        new HelperSignature(
                                SEND, "send", List.of(Argument.READS, Argument.SIZE), Returned.NUMBER, SEND_CYCLES),
                        (execution, from, bytes, c, d, e) -> {
                            chargeCopy(execution, bytes);
                            return services.send(execution.read(from, (int) bytes)) ? 0 : NO;
                        })
                .with(
                        new HelperSignature(
                                PUT,
                                "put",
                                List.of(Argument.WRITABLE_REGION, Argument.NUMBER, Argument.READS, Argument.SIZE),
                                Returned.NUMBER,
                                4),
                        (execution, region, offset, from, bytes, e) ->
                                put(services, execution, region, offset, from, bytes))
                .with(
                        new HelperSignature(WAKE, "wake", List.of(Argument.NUMBER), Returned.NUMBER, WAKE_CYCLES),
                        (execution, environment, b, c, d, e) ->
                                environment == (int) environment && services.wake((int) environment) ? 0 : NO)
                .with(
                        new HelperSignature(
                                PULL,
                                "pull",
                                List.of(Argument.NUMBER, Argument.WRITES, Argument.SIZE),
                                Returned.NUMBER,
                                4),
                        (execution, offset, into, bytes, d, e) -> pull(services, execution, offset, into, bytes));
    }

    /** A load and a store a word. */
    private static void chargeCopy(Execution execution, long bytes) {
        execution.charge((bytes + Integer.BYTES - 1) / Integer.BYTES * 2);
    }

    private static long put(
            KernelServices services, Execution execution, long region, long offset, long from, long bytes) {
        Region into = execution.regionOf(region);
        if (!fits(offset, bytes, into)) {
            return NO;
        }
        chargeCopy(execution, bytes);
        byte[] copy = execution.read(from, (int) bytes);
        for (int i = 0; i < bytes; i++) {
            into.store((int) offset + i, 1, copy[i]);
        }
        services.copied(bytes);
        return 0;
    }

    private static long pull(KernelServices services, Execution execution, long offset, long into, long bytes) {
        Region packet = execution.packet();
        if (!fits(offset, bytes, packet)) {
            // The verifier takes what is passed for written, so it has to be.
            chargeCopy(execution, bytes);
            execution.write(into, new byte[(int) bytes]);
            return NO;
        }
        chargeCopy(execution, bytes);
        byte[] copy = new byte[(int) bytes];
        for (int i = 0; i < bytes; i++) {
            copy[i] = (byte) packet.load((int) offset + i, 1);
        }
        execution.write(into, copy);
        services.copied(bytes);
        return 0;
    }

    private static boolean fits(long offset, long bytes, Region region) {
        return offset >= 0 && offset <= region.size() - bytes;
    }
}
