package exoscope.hw.cpu;

/** Code of one page translated to JVM bytecode, with one way in. */
interface Region {
    /**
     * Executes as many whole blocks as end by {@code limit}. Leaves, with the context exactly as after the last
     * instruction completed, at the first instruction that is not the region's or cannot be completed by it.
     *
     * @param context stands at the region's head, not in a delay slot
     * @param gpr the context's general registers
     * @param now the cycle
     * @param key see {@link Mmu#key()}
     * @return the cycle then
     */
    long run(CpuContext context, int[] gpr, long now, long limit, int key);
}
