package exoscope.hw.cpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which word accesses of a block can share one translation: those of one kind at a known, short distance. Compilers access
 * structures, stack frames and unrolled loops so. The first of a group looks for all of them; if they do not all lie in one
 * page that can be accessed, the interpreter takes over there.
 */
final class AccessGroups {
    /** Further apart than this, in bytes, two accesses are too likely to be in two pages. */
    private static final int WIDEST = 128;

    /** Accesses with one translation; places are bytes from the value that its registers are known to be near. */
    static final class Group {
        private final int origin;
        private final boolean store;
        private final int number;
        private int lowest;
        private int highest;
        private int size;

        private Group(int origin, boolean store, int number, int place) {
            this.origin = origin;
            this.store = store;
            this.number = number;
            lowest = place;
            highest = place;
        }

        /** Number among the groups of its block. */
        int number() {
            return number;
        }

        /** Bytes from the lowest word to the highest. */
        int span() {
            return highest - lowest;
        }

        private boolean takes(Value value, boolean kind, int place) {
            return origin == value.origin
                    && store == kind
                    && (place - lowest & 3) == 0
                    && (long) Math.max(highest, place) - Math.min(lowest, place) <= WIDEST;
        }

        private void add(int place) {
            lowest = Math.min(lowest, place);
            highest = Math.max(highest, place);
            size++;
        }
    }

    /** One access of a group. */
    record Member(Group group, boolean first, int place) {
        /** Bytes from the lowest word of the group to this one. */
        int distance() {
            return place - group.lowest;
        }
    }

    /** What is known of a register: so many bytes from something unknown, numbered {@code origin}. */
    private record Value(int origin, int distance) {}

    private final Map<Integer, Member> members = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Value[] values = new Value[32];
    private int origins;

    AccessGroups(RegionShape shape, RegionShape.Block block) {
        for (int register = 0; register < values.length; register++) {
            values[register] = new Value(origins++, 0);
        }
        int end = block.branch() ? block.end() + 2 : block.end();
        for (int i = block.first(); i < end; i++) {
            long d = shape.instruction(i);
            int op = Decoder.op(d);
            if (op == Op.LW || op == Op.SW) {
                join(i, values[Decoder.rs(d)], op == Op.SW, Decoder.immediate(d));
            }
            if (Decoder.dest(d) != 0) {
                values[Decoder.dest(d)] = result(d, op);
            }
        }
    }

    /** What a word access of the block shares with others; null if it has the translation for itself. */
    @Nullable
    Member of(int instruction) {
        Member member = members.get(instruction);
        return member == null || member.group.size == 1 ? null : member;
    }

    private void join(int instruction, Value value, boolean store, int offset) {
        int place = value.distance + offset;
        Group group = null;
        for (Group each : groups) {
            group = each.takes(value, store, place) ? each : group;
        }
        boolean first = group == null;
        if (group == null) {
            group = new Group(value.origin, store, groups.size(), place);
            groups.add(group);
        }
        group.add(place);
        members.put(instruction, new Member(group, first, place));
    }

    private Value result(long d, int op) {
        Value source = values[Decoder.rs(d)];
        return switch (op) {
            case Op.LOAD_IMMEDIATE -> new Value(values[0].origin, Decoder.immediate(d));
            case Op.ADDIU -> new Value(source.origin, source.distance + Decoder.immediate(d));
            default -> new Value(origins++, 0);
        };
    }
}
