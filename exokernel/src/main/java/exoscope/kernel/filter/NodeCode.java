package exoscope.kernel.filter;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;

/** Writes the JVM method that goes on from one node; nodes that would make it long become methods of their own. */
final class NodeCode {
    /** The JVM compiles no method of 8,000 bytes; a branch takes some 40. */
    private static final int MOST_BRANCHES = 120;

    /** From so many values on, a switch is quicker than comparing with each. */
    private static final int FEWEST_CASES = 4;

    private static final int PACKET = 0;
    private static final int LENGTH = 1;
    private static final int START = 2;
    private static final int FOUND = 3;
    private static final ClassDesc BYTES = ClassDesc.of("exoscope.kernel.filter.PacketBytes");
    private static final MethodTypeDesc LOAD =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_byte.arrayType(), ConstantDescs.CD_int);

    private final CompiledClassifier home;
    private final CodeBuilder code;
    private int branches;

    NodeCode(CompiledClassifier home, CodeBuilder code) {
        this.home = home;
        this.code = code;
    }

    /**
     * Where in the packet the code is.
     *
     * @param local variable of the place that the last shift has led to
     * @param known bytes from there on that are known to be in the packet
     */
    private record Position(int local, int known) {
        Position knowing(int bytes) {
            return new Position(local, Math.max(known, bytes));
        }
    }

    void write(TrieNode root) {
        node(root, new Position(START, 0));
        code.iload(FOUND).ireturn();
    }

    /** Leaves the best rank in its variable and goes on behind. */
    private void node(TrieNode node, Position position) {
        if (node.accepts() != Classifier.NONE) {
            accept(node.accepts());
        }
        for (TrieNode.Branch branch : node.branches()) {
            branches++;
            Label end = code.newLabel();
            code.iload(FOUND).loadConstant(branch.best()).if_icmplt(end);
            branch(branch, position, end);
            code.labelBinding(end);
        }
    }

    private void accept(int rank) {
        code.loadConstant(rank)
                .iload(FOUND)
                .invokestatic(
                        ClassDesc.of("java.lang.Math"),
                        "min",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int))
                .istore(FOUND);
    }

    private void branch(TrieNode.Branch branch, Position position, Label end) {
        Atom look = branch.look();
        int needed = look.offset() + look.bytes();
        if (needed > position.known) {
            code.iload(position.local).loadConstant(needed).iadd();
            code.iload(LENGTH).if_icmpgt(end);
        }
        load(look, position);
        if (look instanceof Atom.Shift shift) {
            int moved = code.allocateLocal(TypeKind.INT);
            code.loadConstant(shift.left()).ishl();
            code.iload(position.local).iadd().istore(moved);
            way(branch.ways().firstEntry().getValue(), new Position(moved, 0));
        } else if (branch.ways().size() < FEWEST_CASES) {
            comparisons(branch.ways(), position.knowing(needed), end);
        } else {
            cases(branch.ways(), position.knowing(needed), end);
        }
    }

    /** Pushes the masked number. */
    private void load(Atom look, Position position) {
        code.aload(PACKET).iload(position.local);
        if (look.offset() != 0) {
            code.loadConstant(look.offset()).iadd();
        }
        String size = switch (look.bytes()) {
            case 1 -> "single";
            case 2 -> "half";
            default -> "word";
        };
        code.invokestatic(BYTES, size, LOAD);
        if (look.mask() != Atom.allBits(look.bytes())) {
            code.loadConstant(look.mask()).iand();
        }
    }

    private void comparisons(NavigableMap<Integer, TrieNode> ways, Position position, Label end) {
        if (ways.size() == 1) {
            code.loadConstant(ways.firstKey()).if_icmpne(end);
            way(ways.firstEntry().getValue(), position);
            return;
        }
        int number = code.allocateLocal(TypeKind.INT);
        code.istore(number);
        ways.forEach((value, way) -> {
            Label other = code.newLabel();
            code.iload(number).loadConstant(value).if_icmpne(other);
            way(way, position);
            code.goto_(end).labelBinding(other);
        });
    }

    private void cases(NavigableMap<Integer, TrieNode> ways, Position position, Label end) {
        List<SwitchCase> cases = ways.keySet().stream()
                .map(value -> SwitchCase.of(value, code.newLabel()))
                .toList();
        long span = (long) ways.lastKey() - ways.firstKey() + 1;
        if (span <= 2L * ways.size()) {
            code.tableswitch(ways.firstKey(), ways.lastKey(), end, cases);
        } else {
            code.lookupswitch(end, cases);
        }
        Iterator<TrieNode> each = ways.values().iterator();
        for (SwitchCase one : cases) {
            code.labelBinding(one.target());
            way(each.next(), position);
            code.goto_(end);
        }
    }

    /** Goes on in this method while it is short, and in a method of its own otherwise. */
    private void way(TrieNode node, Position position) {
        if (branches + node.atoms() <= MOST_BRANCHES || node.atoms() == 0) {
            node(node, position);
            return;
        }
        code.aload(PACKET).iload(LENGTH).iload(position.local).iload(FOUND);
        code.invokestatic(CompiledClassifier.NAME, home.part(node), CompiledClassifier.METHOD)
                .istore(FOUND);
    }
}
