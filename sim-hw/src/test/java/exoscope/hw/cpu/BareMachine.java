package exoscope.hw.cpu;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.bus.Bus;
import exoscope.hw.bus.Register;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/** A machine that executes words from the start of memory in kernel mode, with no kernel around it. */
final class BareMachine {
    static final int CODE = 0x8000_1000;

    private final List<TraceEntry> trace = new ArrayList<>();
    final CpuContext context = new CpuContext();
    final Machine machine;

    BareMachine(Engine engine, LoadDelay loadDelay, int... words) {
        machine = new Machine(
                new MachineConfig(64, 16, MachineConfig.DEFAULT.diskTiming())
                        .withCpu(CpuConfig.DEFAULT.withLoadDelay(loadDelay).withEngine(engine)),
                trace::add);
        put(CODE, words);
        machine.cpu().cp0().write(Cp0.STATUS, 0);
        context.jumpTo(CODE);
    }

    /** Places words at an address in kseg0. */
    void put(int address, int... words) {
        for (int i = 0; i < words.length; i++) {
            machine.memory().setWord((address & 0x1fff_ffff) + 4 * i, words[i]);
        }
    }

    /** Runs up to a cycle, attending to events as they become due. */
    void run(long cycle) {
        while (machine.clock().now() < cycle) {
            machine.events().runDue(machine.clock().now());
            machine.clock().setLimit(Math.min(cycle, machine.events().nextCycle()));
            machine.cpu().runRaw(context);
        }
    }

    List<TraceEntry> trace() {
        return trace;
    }

    /** kseg1 address of a device's register, the upper half of it being {@link #UPPER}. */
    static int offset(int page, Register register) {
        return Bus.address(page) - Bus.BASE + register.offset();
    }

    static final int UPPER = 0xbf00;

    static int lui(int rt, int value) {
        return 0x3c00_0000 | rt << 16 | (value & 0xffff);
    }

    static int ori(int rt, int rs, int value) {
        return 0x3400_0000 | rs << 21 | rt << 16 | (value & 0xffff);
    }

    static int addiu(int rt, int rs, int value) {
        return 0x2400_0000 | rs << 21 | rt << 16 | (value & 0xffff);
    }

    /** Any load or store: {@code lw} is 0x23, {@code sw} 0x2b. */
    static int memory(int opcode, int rt, int offset, int rs) {
        return opcode << 26 | rs << 21 | rt << 16 | (offset & 0xffff);
    }

    static int lw(int rt, int offset, int rs) {
        return memory(0x23, rt, offset, rs);
    }

    static int sw(int rt, int offset, int rs) {
        return memory(0x2b, rt, offset, rs);
    }

    /** A jump to itself, with an empty slot. */
    static int[] forever(int address) {
        return new int[] {0x0800_0000 | (address >>> 2 & 0x3ff_ffff), 0};
    }
}
