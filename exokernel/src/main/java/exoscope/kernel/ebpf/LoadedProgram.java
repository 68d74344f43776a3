package exoscope.kernel.ebpf;

import java.util.List;

/** A verified program with its regions, ready to run. It runs one at a time, and keeps its variables between runs. */
public final class LoadedProgram {
    /** Bytes that a packet may have. */
    static final int MOST_PACKET = 65_535;

    private static final Region NOTHING = new ByteRegion(new byte[0]);

    private final ContextLayout layout;
    private final ProgramBody body;
    private final Execution execution;
    private boolean running;

    LoadedProgram(ContextLayout layout, ProgramBody body, List<Region> bound, List<RegionSpec> specs) {
        this.layout = layout;
        this.body = body;
        Region[] regions = new Region[Execution.FIRST_REGION + bound.size()];
        regions[0] = NOTHING;
        regions[Execution.STACK] = new ByteRegion(new byte[Execution.FRAME_BYTES * Execution.MOST_FRAMES]);
        for (int i = 0; i < bound.size(); i++) {
            regions[Execution.FIRST_REGION + i] = bound.get(i);
        }
        execution = new Execution(
                regions, specs.stream().mapToInt(RegionSpec::entryBytes).toArray());
    }

    /**
     * Runs without a packet.
     *
     * @param context what r1 points to, as the program's type lays it out
     * @param budget most cycles that it may use
     */
    public Result run(byte[] context, long budget) {
        return run(context, NOTHING, budget);
    }

    /**
     * Runs on a packet. The addresses of the packet are filled in; the other fields are the caller's.
     *
     * @param context what r1 points to, as the program's type lays it out
     * @param packet what the context's packet fields are to point to
     * @param budget most cycles that it may use
     * @throws IllegalArgumentException if the context has another size or the packet is too long
     * @throws IllegalStateException if a helper runs the program that called it
     */
    public Result run(byte[] context, Region packet, long budget) {
        if (context.length != layout.size()) {
            throw new IllegalArgumentException("context of " + context.length + " bytes, must be " + layout.size());
        }
        if (packet.size() > MOST_PACKET) {
            throw new IllegalArgumentException("packet of " + packet.size() + " bytes, at most " + MOST_PACKET);
        }
        if (running) {
            throw new IllegalStateException("a program cannot run while it runs");
        }
        Region view = new ByteRegion(context);
        fillAddresses(view, packet.size());
        execution.begin(budget, view, packet);
        running = true;
        try {
            long value = body.run(execution, Execution.address(Execution.CONTEXT, 0));
            return new Result(Result.Outcome.RETURNED, value, execution.consumed());
        } catch (Execution.BudgetExhausted e) {
            return new Result(Result.Outcome.OUT_OF_BUDGET, 0, execution.consumed());
        } finally {
            running = false;
        }
    }

    private void fillAddresses(Region context, int length) {
        for (ContextLayout.Field field : layout.fields()) {
            switch (field.kind()) {
                case PACKET -> context.store(field.offset(), Long.BYTES, Execution.address(Execution.PACKET, 0));
                case PACKET_END ->
                    context.store(field.offset(), Long.BYTES, Execution.address(Execution.PACKET, length));
                case NUMBER -> {}
            }
        }
    }
}
