package exoscope.kernel.ebpf;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
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

    private static final DirectMethodHandleDesc CLASS_DATA_AT = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of("java.lang.invoke.MethodHandles"),
            "classDataAt",
            MethodTypeDesc.of(
                    ConstantDescs.CD_Object,
                    ConstantDescs.CD_MethodHandles_Lookup,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_Class,
                    ConstantDescs.CD_int));

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
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, classData, true);
            return Optional.of(
                    (ProgramBody) lookup.lookupClass().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a translated program does not link", e);
        }
    }

    private byte[] bytes() {
        return ClassFile.of().build(NAME, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withInterfaceSymbols(BODY)
                    .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            body -> body.aload(0)
                                    .invokespecial(
                                            ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                    .return_())
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
        return DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, HELPER, classData.size() - 1);
    }
}
