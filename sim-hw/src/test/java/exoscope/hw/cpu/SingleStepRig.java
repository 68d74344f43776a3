package exoscope.hw.cpu;

import exoscope.hw.Clock;
import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.SingleStep.BusCycle;
import exoscope.hw.cpu.SingleStep.State;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.Tracer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Executes recorded steps in kernel mode: pages of mapped segments go through the TLB, the others are as big as memory. */
final class SingleStepRig {
    private static final int CAUSE_COMPARED = 0x8000_007c;
    private static final int PAGE = -PhysicalMemory.FRAME_BYTES;

    private final Clock clock = new Clock();
    private final Tracer tracer = new Tracer(clock, TraceSink.NONE);
    private final PhysicalMemory memory;
    private final Tlb tlb = new Tlb(tracer);
    private final Cpu cpu;
    private final Set<Integer> mapped = new TreeSet<>();

    SingleStepRig(int frames) {
        memory = new PhysicalMemory(frames);
        cpu = new Cpu(clock, memory, tlb, tracer, CpuConfig.DEFAULT.withLoadDelay(LoadDelay.EXPOSED));
        cpu.cp0().write(Cp0.STATUS, 0);
    }

    /** Whether memory reaches as far as the step does. */
    boolean covers(SingleStep step) {
        return step.cycles().stream()
                .allMatch(cycle -> isMapped(cycle.address()) || direct(cycle.address()) < memory.size());
    }

    /** Executes a step; gives what differs from the record, or an empty string. */
    String differences(SingleStep step) {
        CpuContext context = context(step.before());
        map(step.cycles());
        for (BusCycle cycle : step.cycles()) {
            if (cycle.action() != SingleStep.WRITE) {
                store(cycle);
            }
        }
        long exceptions = tracer.count();
        clock.setLimit(clock.now() + 1);
        cpu.runRaw(context);
        Differences differences = new Differences();
        compare(differences, step.after(), context);
        differences.compare("exceptions", step.raises() ? 1 : 0, tracer.count() - exceptions);
        if (step.raises()) {
            differences.compare("epc", step.after().epc(), cpu.cp0().epc());
            differences.compare(
                    "cause", step.after().cause() & CAUSE_COMPARED, cpu.cp0().read(Cp0.CAUSE) & CAUSE_COMPARED);
        }
        for (BusCycle cycle : step.cycles()) {
            if (cycle.action() == SingleStep.WRITE) {
                differences.compare("memory", lowBytes(cycle.value(), cycle.size()), stored(cycle));
            }
        }
        return differences.toString();
    }

    private CpuContext context(State state) {
        CpuContext context = new CpuContext();
        for (int i = 0; i < 32; i++) {
            context.gpr[i] = state.gpr().get(i);
        }
        context.hi = state.hi();
        context.lo = state.lo();
        context.jumpTo(state.pc());
        context.nextPc = state.nextPc();
        context.inDelaySlot = state.inSlot();
        cpu.pendingLoad().set(state.loading(), state.loaded());
        return context;
    }

    private void compare(Differences differences, State expected, CpuContext context) {
        for (int i = 0; i < 32; i++) {
            differences.compare("$" + i, expected.gpr().get(i), context.gpr[i]);
        }
        differences.compare("hi", expected.hi(), context.hi);
        differences.compare("lo", expected.lo(), context.lo);
        differences.compare("pc", expected.pc(), context.pc);
        differences.compare("next pc", expected.nextPc(), context.nextPc);
        differences.compare("delay slot", expected.inSlot() ? 1 : 0, context.inDelaySlot ? 1 : 0);
        differences.compare("loading", expected.loading(), cpu.pendingLoad().register());
        if (expected.loading() > 0) {
            differences.compare("loaded", expected.loaded(), cpu.pendingLoad().value());
        }
    }

    /** Gives each page of a mapped segment a frame that no unmapped address of the step reaches. */
    private void map(List<BusCycle> cycles) {
        Set<Integer> taken = new TreeSet<>();
        mapped.clear();
        for (BusCycle cycle : cycles) {
            if (isMapped(cycle.address())) {
                mapped.add(cycle.address() & PAGE);
            } else {
                taken.add(direct(cycle.address()) & PAGE);
            }
        }
        int frame = 0;
        int index = 0;
        for (int page : mapped) {
            while (taken.contains(frame)) {
                frame += PhysicalMemory.FRAME_BYTES;
            }
            tlb.write(index++, page, frame | Tlb.VALID | Tlb.DIRTY | Tlb.GLOBAL);
            frame += PhysicalMemory.FRAME_BYTES;
        }
        for (; index < 4; index++) {
            tlb.invalidate(index);
        }
    }

    private void store(BusCycle cycle) {
        for (int i = 0; i < cycle.size(); i++) {
            memory.setByte(physical(cycle.address() + i), (byte) (cycle.value() >>> (8 * i)));
        }
    }

    private int stored(BusCycle cycle) {
        int value = 0;
        for (int i = 0; i < cycle.size(); i++) {
            value |= (memory.byteAt(physical(cycle.address() + i)) & 0xff) << (8 * i);
        }
        return value;
    }

    private int physical(int address) {
        return isMapped(address) ? (int) tlb.translate(address, 0, false) : direct(address);
    }

    private static int lowBytes(int value, int size) {
        return size == 4 ? value : value & ((1 << (8 * size)) - 1);
    }

    private static boolean isMapped(int address) {
        return address >>> 30 != 2;
    }

    private static int direct(int address) {
        return address & 0x1fff_ffff;
    }

    /** What was expected and what came, in words. */
    private static final class Differences {
        private final StringBuilder text = new StringBuilder();

        void compare(String what, long expected, long actual) {
            if (expected != actual) {
                text.append("%s is %08x instead of %08x; ".formatted(what, (int) actual, (int) expected));
            }
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
