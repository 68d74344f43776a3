package exoscope.hw.device;

import exoscope.hw.EventQueue;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.bus.Bus;
import exoscope.hw.bus.Register;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** A machine whose CPU does nothing: tests write registers and memory, and let time pass. */
class DeviceRig {
    final List<TraceEntry> trace = new ArrayList<>();
    final Machine machine;

    DeviceRig(MachineConfig config) {
        machine = new Machine(config, trace::add);
    }

    void write(int page, Register register, int value) {
        write(page, register, 0, value);
    }

    void write(int page, Register register, int index, int value) {
        machine.bus().write(Bus.address(page) + register.offset() + 4 * index, value);
    }

    int read(int page, Register register) {
        return read(page, register, 0);
    }

    int read(int page, Register register, int index) {
        return machine.bus().read(Bus.address(page) + register.offset() + 4 * index);
    }

    void put(int address, int... words) {
        for (int i = 0; i < words.length; i++) {
            machine.memory().setWord(address + 4 * i, words[i]);
        }
    }

    /** Lets time pass up to a cycle, with every event at its own. */
    void until(long cycle) {
        while (machine.events().nextCycle() <= cycle) {
            machine.clock().idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
        machine.clock().idleUntil(cycle);
    }

    /** Lets time pass until nothing is scheduled any more. */
    void settle() {
        while (machine.events().nextCycle() != EventQueue.NEVER) {
            until(machine.events().nextCycle());
        }
    }

    <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
