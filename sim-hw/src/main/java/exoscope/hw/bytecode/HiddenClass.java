package exoscope.hw.bytecode;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Code made at run time, in a hidden class with one instance. Objects that it works on can be its class data: constants to the
 * JVM's compiler.
 */
public final class HiddenClass {
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

    private HiddenClass() {}

    /** A constant of such a class: the object at a place in its class data. */
    public static DynamicConstantDesc<?> data(ClassDesc type, int index) {
        return DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index);
    }

    /** Begins a class that implements an interface and has a constructor without parameters. */
    public static ClassBuilder begin(ClassBuilder builder, ClassDesc implemented) {
        return builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                .withInterfaceSymbols(implemented)
                .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC,
                        body -> body.aload(0)
                                .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_());
    }

    /**
     * Makes the class and its instance.
     *
     * @param lookup of a class in the package that the bytes name
     * @throws LinkageError if the JVM does not take it, which is a mistake of whoever made it
     */
    public static <T> T instance(MethodHandles.Lookup lookup, byte[] bytes, List<?> classData, Class<T> implemented) {
        try {
            Class<?> made = lookup.defineHiddenClassWithClassData(bytes, List.copyOf(classData), true)
                    .lookupClass();
            return implemented.cast(made.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a class made for " + implemented.getSimpleName() + " does not link", e);
        }
    }
}
