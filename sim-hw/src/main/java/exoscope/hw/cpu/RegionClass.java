package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a hidden class of each region. What its code works on (translation caches, memory, multiplier) is its class data:
 * constants to the JVM's compiler.
 */
final class RegionClass {
    /** The JVM's compiler ignores methods of 8,000 bytes or more. */
    private static final int MOST_BYTES = 7_900;

    private static final int MOST_INSTRUCTIONS = 240;

    private static final ClassDesc NAME = ClassDesc.of("exoscope.hw.cpu.TranslatedRegion");
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
    static final ClassDesc ENTRIES = ConstantDescs.CD_long.arrayType();
    static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();

    static final ClassDesc MMU = ClassDesc.of("exoscope.hw.cpu.Mmu");
    static final ClassDesc MEMORY = ClassDesc.of("exoscope.hw.PhysicalMemory");
    static final ClassDesc MULTIPLIER = ClassDesc.of("exoscope.hw.cpu.Multiplier");

    static final DynamicConstantDesc<?> LOADS = data(ENTRIES, 0);
    static final DynamicConstantDesc<?> STORES = data(ENTRIES, 1);
    static final DynamicConstantDesc<?> THE_MMU = data(MMU, 2);
    static final DynamicConstantDesc<?> THE_MEMORY = data(MEMORY, 3);
    static final DynamicConstantDesc<?> MEMORY_BYTES = data(BYTES, 4);
    static final DynamicConstantDesc<?> THE_MULTIPLIER = data(MULTIPLIER, 5);

    private final List<Object> classData;

    RegionClass(PhysicalMemory memory, Mmu mmu, Multiplier multiplier) {
        classData = List.of(mmu.loads().entries(), mmu.stores().entries(), mmu, memory, memory.contents(), multiplier);
    }

    /**
     * Translates the code that begins at {@code pc}.
     *
     * @param page the decoded instructions of its page
     * @return null if not even the first instruction can be translated
     */
    @Nullable
    Region translate(long[] page, int pc) {
        for (int budget = MOST_INSTRUCTIONS; budget > 1; budget /= 2) {
            RegionShape shape = new RegionShape(page, pc, budget);
            if (shape.leaders().isEmpty()) {
                return null;
            }
            byte[] bytes = bytes(new RegionCode(shape, pc));
            if (codeLength(bytes) <= MOST_BYTES) {
                return instance(bytes);
            }
        }
        return null;
    }

    private static int codeLength(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElseThrow();
    }

    private static byte[] bytes(RegionCode code) {
        return ClassFile.of()
                .build(
                        NAME,
                        builder -> builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                                .withInterfaceSymbols(ClassDesc.of("exoscope.hw.cpu.Region"))
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        0,
                                        body -> body.aload(0)
                                                .invokespecial(
                                                        ConstantDescs.CD_Object,
                                                        ConstantDescs.INIT_NAME,
                                                        ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody("run", RegionCode.RUN, ClassFile.ACC_PUBLIC, code::write));
    }

    private Region instance(byte[] bytes) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, classData, true);
            return (Region) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a translated region does not link", e);
        }
    }

    private static DynamicConstantDesc<?> data(ClassDesc type, int index) {
        return DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index);
    }
}
