package exoscope.hw.trace;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import exoscope.hw.bytecode.HiddenClass;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a hidden class for a type of record that calls its accessors and its constructor directly, where {@link
 * RecordValue} goes through method handles and boxes: much faster, and byte for byte the same.
 */
final class RecordCompiler {
    private static final ClassDesc NAME = ClassDesc.of("exoscope.hw.trace.CompiledRecord");
    private static final ClassDesc CODE = RecordCode.class.describeConstable().orElseThrow();
    private static final ClassDesc WRITER = ByteWriter.class.describeConstable().orElseThrow();
    private static final ClassDesc READER = ByteReader.class.describeConstable().orElseThrow();
    private static final ClassDesc CODEC = ValueCodec.class.describeConstable().orElseThrow();
    private static final ClassDesc BYTES = ClassDesc.ofDescriptor("[B");
    private static final MethodTypeDesc WRITE = MethodTypeDesc.of(CD_void, CD_Object, WRITER);
    private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_Object, READER);

    private final ClassDesc record;
    private final RecordComponent[] components;

    private RecordCompiler(Class<?> type) {
        record = desc(type);
        components = type.getRecordComponents();
    }

    /** The code for a type of record; null if code in this package cannot reach the type. */
    static @Nullable RecordCode compile(Class<?> type, List<ValueCodec> codecs) {
        return reachable(type) ? new RecordCompiler(type).instance(codecs) : null;
    }

    private static boolean reachable(Class<?> type) {
        List<Class<?>> needed = new ArrayList<>(List.of(type));
        for (RecordComponent each : type.getRecordComponents()) {
            needed.add(each.getType());
        }
        return needed.stream().allMatch(each -> Modifier.isPublic(each.getModifiers()) && resolvesHere(each));
    }

    private static boolean resolvesHere(Class<?> type) {
        try {
            return type.isPrimitive()
                    || Class.forName(type.getName(), false, RecordCompiler.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private RecordCode instance(List<ValueCodec> codecs) {
        byte[] bytes = ClassFile.of()
                .build(
                        NAME,
                        builder -> HiddenClass.begin(builder, CODE)
                                .withMethodBody("write", WRITE, ClassFile.ACC_PUBLIC, this::write)
                                .withMethodBody("read", READ, ClassFile.ACC_PUBLIC, this::read));
        return HiddenClass.instance(MethodHandles.lookup(), bytes, codecs, RecordCode.class);
    }

    /** The record is in local 3, the writer's bytes in 4, and the next place there in 5. */
    private void write(CodeBuilder code) {
        code.aload(1).checkcast(record).astore(3);
        for (int i = 0; i < components.length; i++) {
            String put = put(components[i].getType());
            if (put != null) {
                if (i == 0 || put(components[i - 1].getType()) == null) {
                    beginNumbers(code, i);
                }
                code.aload(4).iload(5);
                get(code, i);
                ClassDesc type = desc(components[i].getType());
                code.invokestatic(WRITER, put, MethodTypeDesc.of(CD_int, BYTES, CD_int, type))
                        .istore(5);
                if (i + 1 == components.length || put(components[i + 1].getType()) == null) {
                    code.aload(2).iload(5).invokevirtual(WRITER, "setSize", MethodTypeDesc.of(CD_void, CD_int));
                }
            } else {
                codec(code, i);
                get(code, i);
                code.aload(2).invokeinterface(CODEC, "write", WRITE);
            }
        }
        code.return_();
    }

    /** Makes room for the numbers from component {@code from} on, as far as nothing else comes between. */
    private void beginNumbers(CodeBuilder code, int from) {
        int end = from;
        while (end < components.length && put(components[end].getType()) != null) {
            end++;
        }
        code.aload(2)
                .loadConstant((end - from) * ByteWriter.LONGEST_VARINT)
                .invokevirtual(WRITER, "room", MethodTypeDesc.of(BYTES, CD_int))
                .astore(4);
        code.aload(2).invokevirtual(WRITER, "size", MethodTypeDesc.of(CD_int)).istore(5);
    }

    /** The method of {@link ByteWriter} that puts a number of this type where there is room, or null. */
    private static @Nullable String put(Class<?> component) {
        if (component == int.class) {
            return "putInt";
        }
        if (component == long.class) {
            return "putLong";
        }
        return component == boolean.class ? "putBool" : null;
    }

    private void get(CodeBuilder code, int i) {
        code.aload(3).invokevirtual(record, components[i].getName(), MethodTypeDesc.of(desc(components[i].getType())));
    }

    private void read(CodeBuilder code) {
        code.new_(record).dup();
        List<ClassDesc> types = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            Class<?> component = components[i].getType();
            String method = scalar(component);
            if (method == null) {
                codec(code, i);
                code.aload(1).invokeinterface(CODEC, "read", READ).checkcast(desc(component));
            } else {
                code.aload(1).invokevirtual(READER, method, MethodTypeDesc.of(desc(component)));
            }
            types.add(desc(component));
        }
        code.invokespecial(record, INIT_NAME, MethodTypeDesc.of(CD_void, types)).areturn();
    }

    private static void codec(CodeBuilder code, int i) {
        code.loadConstant(HiddenClass.data(CODEC, i));
    }

    /** The method of {@link ByteReader} that gives such a component, or null. */
    private static @Nullable String scalar(Class<?> component) {
        if (component == int.class) {
            return "signedInt";
        }
        if (component == long.class) {
            return "signed";
        }
        if (component == boolean.class) {
            return "bool";
        }
        return component == String.class ? "string" : null;
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
