package exoscope.kernel.ebpf;

import org.jspecify.annotations.Nullable;

/** What loads and stores demand, and what is known after them; also of the memory that is passed to helpers. */
final class MemoryRules {
    private final Step step;
    private final PathState state;

    MemoryRules(Step step) {
        this.step = step;
        state = step.state();
    }

    void load() {
        Instruction i = step.instruction();
        Register loaded = load(step.read(i.src()), i.offset(), i.size());
        if (i.mode() == Opcode.MEMSX) {
            if (!loaded.isNumber()) {
                throw step.refusal("extends the sign of " + loaded.kind().words());
            }
            loaded = Register.number(ScalarMath.signExtend(i.size() * Byte.SIZE, loaded.scalar()));
        }
        state.set(i.dst(), loaded);
    }

    private Register load(Register base, int distance, int size) {
        return switch (base.kind()) {
            case STACK -> loadStack(base, distance, size);
            case CONTEXT -> loadContext(base, distance, size);
            default -> {
                check(base, distance, size, size, false);
                yield Register.number(Scalar.ofBytes(size));
            }
        };
    }

    private Register loadContext(Register base, int distance, int size) {
        return switch (contextField(base, distance, size).kind()) {
            case NUMBER -> Register.number(Scalar.ofBytes(size));
            case PACKET -> Register.pointer(Register.Kind.PACKET, 0, 0);
            case PACKET_END -> Register.pointer(Register.Kind.PACKET_END, 0, 0);
        };
    }

    private ContextLayout.Field contextField(Register base, int distance, int size) {
        int offset = base.offset() + distance;
        return step.type()
                .context()
                .field(offset, size)
                .orElseThrow(() ->
                        step.refusal("the context has no field of %d bytes at offset %d".formatted(size, offset)));
    }

    private Register loadStack(Register base, int distance, int size) {
        int from = stackIndex(base, distance, size, size);
        StackModel stack = state.frame(base.index()).stack();
        if (base.scalar().isConstant()) {
            Register loaded = stack.read(from, size);
            if (loaded == null) {
                throw step.refusal(
                        "reads %s that were not all written as numbers before".formatted(stackWords(from, size)));
            }
            return loaded;
        }
        int to = (int) (base.most() + distance + size) + Execution.FRAME_BYTES;
        if (!stack.isData(from, to)) {
            throw step.refusal("may read %s, not all of which were written as numbers before"
                    .formatted(stackWords(from, to - from)));
        }
        return Register.number(Scalar.ofBytes(size));
    }

    private static String stackWords(int from, int size) {
        return size + " bytes of stack from r10 - " + (Execution.FRAME_BYTES - from) + " on";
    }

    void store() {
        Instruction i = step.instruction();
        Register base = step.read(i.dst());
        if (i.isAtomic()) {
            atomic(base);
            return;
        }
        Register value = i.kind() == Opcode.ST ? Register.number(Scalar.constant(i.imm())) : step.read(i.src());
        store(base, i.offset(), i.size(), value);
    }

    private void store(Register base, int distance, int size, Register value) {
        if (base.kind() == Register.Kind.STACK) {
            storeStack(base, distance, size, value);
            return;
        }
        if (value.isPointer()) {
            throw step.refusal("stores %s where others can read it; addresses may only be saved on the stack"
                    .formatted(value.kind().words()));
        }
        if (base.kind() == Register.Kind.CONTEXT) {
            ContextLayout.Field field = contextField(base, distance, size);
            if (!field.writable()) {
                throw step.refusal("the context's field " + field.name() + " is read-only");
            }
            return;
        }
        check(base, distance, size, size, true);
    }

    private void storeStack(Register base, int distance, int size, Register value) {
        int from = stackIndex(base, distance, size, size);
        if (value.kind() == Register.Kind.STACK && value.index() > base.index()) {
            throw step.refusal("leaves an address in its own stack behind in its caller's");
        }
        if (base.scalar().isConstant()) {
            refuseIf(state.ownFrame(base.index()).ownStack().write(from, size, value));
            return;
        }
        if (value.isPointer()) {
            throw step.refusal("saves an address at a place in the stack that is not known");
        }
        int to = (int) (base.most() + distance + size) + Execution.FRAME_BYTES;
        refuseIf(state.ownFrame(base.index()).ownStack().writeSomewhere(from, to));
    }

    private void refuseIf(@Nullable String problem) {
        if (problem != null) {
            throw step.refusal(problem);
        }
    }

    private void atomic(Register base) {
        Instruction i = step.instruction();
        step.readNumber(i.src(), "an atomic operation");
        if (i.imm() == Opcode.CMPXCHG) {
            step.readNumber(0, "a compare and exchange");
        }
        if (base.kind() != Register.Kind.STACK && base.kind() != Register.Kind.ENTRY) {
            throw step.refusal("works atomically on %s; only regions and the stack allow it"
                    .formatted(base.kind().words()));
        }
        Tnum place = base.scalar().bits().add(Tnum.constant((long) base.offset() + i.offset()));
        if (((place.value() | place.mask()) & i.size() - 1) != 0) {
            throw step.refusal("works atomically on an address that is not known to be a multiple of " + i.size());
        }
        Register old = load(base, i.offset(), i.size());
        if (!old.isNumber()) {
            throw step.refusal("works atomically on a saved address");
        }
        store(base, i.offset(), i.size(), Register.number(Scalar.ofBytes(i.size())));
        if (i.imm() == Opcode.CMPXCHG) {
            state.setNumber(0, Scalar.ofBytes(i.size()));
        } else if ((i.imm() & Opcode.FETCH) != 0) {
            state.setNumber(i.src(), Scalar.ofBytes(i.size()));
        }
    }

    /** Memory that a helper reads. */
    void passToRead(Register base, Scalar size) {
        int most = (int) size.wide().smax();
        if (base.kind() != Register.Kind.STACK) {
            check(base, 0, most, most, false);
            return;
        }
        int from = stackIndex(base, 0, most, most);
        int to = (int) base.most() + most + Execution.FRAME_BYTES;
        if (!state.frame(base.index()).stack().isData(from, to)) {
            throw step.refusal("passes %s to a helper, not all of which were written as numbers before"
                    .formatted(stackWords(from, to - from)));
        }
    }

    /** Memory that a helper writes. */
    void passToWrite(Register base, Scalar size) {
        int most = (int) size.wide().smax();
        if (base.kind() != Register.Kind.STACK) {
            check(base, 0, most, most, true);
            return;
        }
        int from = stackIndex(base, 0, most, most);
        StackModel stack = state.ownFrame(base.index()).ownStack();
        refuseIf(stack.writeSomewhere(from, (int) base.most() + most + Execution.FRAME_BYTES));
        if (base.scalar().isConstant()) {
            for (int i = 0; i < size.wide().smin(); i++) {
                refuseIf(stack.write(from + i, 1, Register.number(Scalar.UNKNOWN)));
            }
        }
    }

    /** Checks that all bytes that may be meant are in the stack, and notes how much of it is used; the index of the first. */
    private int stackIndex(Register base, int distance, int size, int most) {
        long from = base.least() + distance;
        long to = base.most() + distance + most;
        if (from < -Execution.FRAME_BYTES || to > 0) {
            throw step.refusal("reaches %s from r10%s to r10%s, outside the %d bytes of stack"
                    .formatted(bytes(size), signed(from), signed(to), Execution.FRAME_BYTES));
        }
        step.stackUsed().merge(state.frame(base.index()).entry, (int) -from, Math::max);
        return (int) from + Execution.FRAME_BYTES;
    }

    /** Checks an access to memory other than stack and context. */
    private void check(Register base, int distance, int size, int most, boolean write) {
        long from = base.least() + distance;
        switch (base.kind()) {
            case PACKET -> {
                if (write && !step.type().packetWritable()) {
                    throw step.refusal("writes to the packet, which is read-only for a "
                            + step.type().name());
                }
                long needed = (long) base.offset() + distance + most;
                if (from < 0 || needed > base.range()) {
                    throw step.refusal(packetWords(base, distance, needed));
                }
            }
            case ENTRY -> checkEntry(base, from, base.most() + distance + most, size, write);
            case ENTRY_OR_NULL ->
                throw step.refusal("the answer of the lookup may be 0; compare it with 0 before using it");
            case NUMBER -> throw step.refusal("uses a number as an address");
            default ->
                throw step.refusal("reads or writes memory at " + base.kind().words());
        }
    }

    private static String packetWords(Register base, int distance, long needed) {
        if (base.offset() + distance + base.scalar().wide().smin() < 0) {
            return "reaches before the first byte of the packet";
        }
        String place = base.id() == 0 ? "the packet" : "the packet after a place that is not fixed";
        return "needs %s of %s, but only %d are known to be there; compare with the packet's end first"
                .formatted(bytes(needed), place, base.range());
    }

    private void checkEntry(Register base, long from, long to, int size, boolean write) {
        RegionSpec spec = step.program().regions().get(base.index());
        if (write && !spec.writable()) {
            throw step.refusal("writes to " + spec.name() + ", which is read-only");
        }
        if (from < 0 || to > spec.entryBytes()) {
            throw step.refusal("reaches %s from %d to %d of %s, which has %d bytes"
                    .formatted(bytes(size), from, to, spec.name(), spec.entryBytes()));
        }
    }

    private static String signed(long distance) {
        return (distance < 0 ? " - " : " + ") + Math.abs(distance);
    }

    private static String bytes(long size) {
        return size == 1 ? "1 byte" : size + " bytes";
    }
}
