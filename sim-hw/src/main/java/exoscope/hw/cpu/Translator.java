package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * Executes hot code translated and everything else interpreted (docs/decisions/0008). A region never raises an
 * exception, never crosses the clock's limit and never writes to decoded code: it stops before, and the interpreter
 * executes the instruction in question. So there is one place that knows what happens then.
 */
final class Translator {
    private final Clock clock;
    private final Mmu mmu;
    private final Multiplier multiplier;
    private final Interpreter interpreter;
    private final RegionClass regions;
    private long instructions;
    private int translations;

    Translator(Clock clock, PhysicalMemory memory, Mmu mmu, Multiplier multiplier, Interpreter interpreter) {
        this.clock = clock;
        this.mmu = mmu;
        this.multiplier = multiplier;
        this.interpreter = interpreter;
        regions = new RegionClass(memory, mmu, multiplier);
    }

    /** Instructions completed in translated code since power-on. */
    long instructions() {
        return instructions;
    }

    /** Regions translated since power-on. */
    int translations() {
        return translations;
    }

    /** Does what {@link Interpreter#execute} does, faster. */
    Interpreter.Exit execute(CpuContext context, long until) {
        while (clock.now() < until) {
            Heads.Entry entry = entryAt(context);
            if (entry == null || !advance(entry, context, until)) {
                Interpreter.Exit exit = interpreter.execute(context, until);
                if (exit != Interpreter.Exit.TIME) {
                    return exit;
                }
            }
        }
        return Interpreter.Exit.TIME;
    }

    /** Runs a region; false if it could not complete a single instruction. */
    private boolean advance(Heads.Entry entry, CpuContext context, long until) {
        long start = clock.now();
        long stalledBefore = multiplier.stalled();
        long end = entry.region().run(context, context.gpr, start, until, mmu.key());
        clock.charge(end - start);
        instructions += end - start - (multiplier.stalled() - stalledBefore);
        entry.ran(end - start);
        return end != start;
    }

    private Heads.@Nullable Entry entryAt(CpuContext context) {
        int pc = context.pc;
        if (context.inDelaySlot || context.nextPc != pc + 4) {
            return null;
        }
        DecodedFrame frame = mmu.codeAt(pc);
        if (frame == null) {
            return null;
        }
        frame.refreshed();
        if (!frame.isHead(pc)) {
            return null;
        }
        Heads.Entry entry = frame.heads().entry(pc);
        return entry == null && frame.heads().due(pc) ? translate(frame, pc) : entry;
    }

    private Heads.@Nullable Entry translate(DecodedFrame frame, int pc) {
        Region region = regions.translate(frame.decodeAll(), pc);
        if (region == null) {
            frame.unmark(pc);
            return null;
        }
        translations++;
        return frame.heads().add(pc, region);
    }
}
