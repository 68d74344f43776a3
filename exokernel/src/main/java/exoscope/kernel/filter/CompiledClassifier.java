package exoscope.kernel.filter;

import exoscope.hw.bytecode.HiddenClass;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Makes a hidden class of the trie, as DPF made machine code of it: offsets, masks and values are constants of the code, many
 * values at one place become a switch, and no length is checked twice. All is compiled anew when filters have come or gone.
 */
public final class CompiledClassifier {
    static final ClassDesc NAME = ClassDesc.of("exoscope.kernel.filter.Compiled");

    /** Packet, length, where the last shift has led, and the best rank so far; a better one comes back. */
    static final MethodTypeDesc METHOD = MethodTypeDesc.of(
            ConstantDescs.CD_int,
            ConstantDescs.CD_byte.arrayType(),
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int);

    private final Deque<Part> pending = new ArrayDeque<>();
    private int parts;

    /** A method that is still to be written. */
    private record Part(int number, TrieNode node) {}

    private CompiledClassifier() {}

    /** @param ranked the filter of rank 0 first */
    public static Classifier of(List<Filter> ranked) {
        byte[] bytes = new CompiledClassifier().bytes(TrieNode.merge(ranked));
        return HiddenClass.instance(MethodHandles.lookup(), bytes, List.of(), Classifier.class);
    }

    private byte[] bytes(TrieNode root) {
        return ClassFile.of().build(NAME, builder -> {
            HiddenClass.begin(builder, ClassDesc.of("exoscope.kernel.filter.Classifier"))
                    .withMethodBody(
                            "classify",
                            MethodTypeDesc.of(
                                    ConstantDescs.CD_int, ConstantDescs.CD_byte.arrayType(), ConstantDescs.CD_int),
                            ClassFile.ACC_PUBLIC,
                            body -> body.aload(1)
                                    .iload(2)
                                    .iconst_0()
                                    .loadConstant(Classifier.NONE)
                                    .invokestatic(NAME, part(root), METHOD)
                                    .ireturn());
            while (!pending.isEmpty()) {
                Part next = pending.pop();
                builder.withMethodBody(
                        name(next.number),
                        METHOD,
                        ClassFile.ACC_STATIC,
                        body -> new NodeCode(this, body).write(next.node));
            }
        });
    }

    /** The name of a new method that goes on from a node. */
    String part(TrieNode node) {
        pending.add(new Part(parts, node));
        return name(parts++);
    }

    private static String name(int number) {
        return "part" + number;
    }
}
