package exoscope.kernel.ebpf;

import exoscope.hw.bytecode.HiddenClass;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a hidden class of a verified program: a static method for each function, registers in local variables. The helpers
 * it calls are its class data: constants to the JVM's compiler.
 */
final class ProgramClass {
    static final ClassDesc NAME = ClassDesc.of("exoscope.kernel.ebpf.TranslatedProgram");
    static final ClassDesc EXECUTION = ClassDesc.of("exoscope.kernel.ebpf.Execution");
    static final ClassDesc HELPER = ClassDesc.of("exoscope.kernel.ebpf.HelperFunction");
    private static final ClassDesc BODY = ClassDesc.of("exoscope.kernel.ebpf.ProgramBody");
    private static final ClassDesc LONG = ConstantDescs.CD_long;

    /** Execution, r1 to r5 and the frame pointer; r0 comes back. */
    static final MethodTypeDesc FUNCTION = MethodTypeDesc.of(LONG, EXECUTION, LONG, LONG, LONG, LONG, LONG, LONG);

    private final List<Instruction> code;
    private final Blocks blocks;
    private final HelperTable helpers;
    private final Structure structure;
    private final List<HelperFunction> classData = new ArrayList<>();

    ProgramClass(List<Instruction> code, Blocks blocks, HelperTable helpers, Structure structure) {
        this.code = code;
        this.blocks = blocks;
        this.helpers = helpers;
        this.structure = structure;
    }

    /** Translates the program; nothing if the JVM cannot hold a method as long as one of its functions. */
    Optional<ProgramBody> translate() {
        byte[] bytes;
        try {
            bytes = bytes();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(HiddenClass.instance(MethodHandles.lookup(), bytes, classData, ProgramBody.class));
    }

    private byte[] bytes() {
        return ClassFile.of().build(NAME, builder -> {
            HiddenClass.begin(builder, BODY)
                    .withMethodBody(
                            "run",
                            MethodTypeDesc.of(LONG, EXECUTION, LONG),
                            ClassFile.ACC_PUBLIC,
                            body -> body.aload(1)
                                    .lload(2)
                                    .lconst_0()
                                    .lconst_0()
                                    .lconst_0()
                                    .lconst_0()
                                    .loadConstant(Execution.address(Execution.STACK, Execution.FRAME_BYTES))
                                    .invokestatic(NAME, functionName(0), FUNCTION)
                                    .lreturn());
            for (int entry : structure.entries()) {
                builder.withMethodBody(functionName(entry), FUNCTION, ClassFile.ACC_STATIC, body -> {
                    new FunctionCode(code, blocks, this, body).write(entry, structure.end(entry));
                });
            }
        });
    }

    static String functionName(int entry) {
        return "function" + entry;
    }

    /** A constant that is the helper with a number. */
    DynamicConstantDesc<?> helper(int number) {
        classData.add(helpers.get(number).function());
        return HiddenClass.data(HELPER, classData.size() - 1);
    }
}
