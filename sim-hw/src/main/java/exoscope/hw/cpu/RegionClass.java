package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.bytecode.HiddenClass;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
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
    static final ClassDesc ENTRIES = ConstantDescs.CD_long.arrayType();
    static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();

    static final ClassDesc MMU = ClassDesc.of("exoscope.hw.cpu.Mmu");
    static final ClassDesc MEMORY = ClassDesc.of("exoscope.hw.PhysicalMemory");
    static final ClassDesc MULTIPLIER = ClassDesc.of("exoscope.hw.cpu.Multiplier");

    static final DynamicConstantDesc<?> LOADS = HiddenClass.data(ENTRIES, 0);
    static final DynamicConstantDesc<?> STORES = HiddenClass.data(ENTRIES, 1);
    static final DynamicConstantDesc<?> THE_MMU = HiddenClass.data(MMU, 2);
    static final DynamicConstantDesc<?> THE_MEMORY = HiddenClass.data(MEMORY, 3);
    static final DynamicConstantDesc<?> MEMORY_BYTES = HiddenClass.data(BYTES, 4);
    static final DynamicConstantDesc<?> THE_MULTIPLIER = HiddenClass.data(MULTIPLIER, 5);

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
                return HiddenClass.instance(MethodHandles.lookup(), bytes, classData, Region.class);
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
                        builder -> HiddenClass.begin(builder, ClassDesc.of("exoscope.hw.cpu.Region"))
                                .withMethodBody("run", RegionCode.RUN, ClassFile.ACC_PUBLIC, code::write));
    }
}
