package exoscope.hw.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record is its components, one after another. Types of which many records pass are compiled. */
final class RecordValue implements ValueCodec {
    /** Records after which compiling pays: it takes about as long as a few thousand records take without. */
    private static final int WORTH_COMPILING = 2_000;

    /** @param get takes the record and gives the component, both as {@code Object} */
    private record Component(String name, MethodHandle get, ValueCodec codec) {}

    private final Class<?> type;
    private final List<Component> components;

    /** Takes the components as one array. */
    private final MethodHandle constructor;

    /** Counts roughly, and gives up when there is no code to be had: threads may share a codec and need not agree. */
    private int untilCompiled = WORTH_COMPILING;

    private @Nullable RecordCode compiled;

    private RecordValue(Class<?> type, List<Component> components, MethodHandle constructor) {
        this.type = type;
        this.components = components;
        this.constructor = constructor;
    }

    /** @throws IllegalArgumentException if a component has a type that a trace cannot hold */
    static RecordValue of(Class<?> type, List<Class<?>> around) {
        if (around.contains(type)) {
            throw new IllegalArgumentException(
                    "%s contains itself; a trace holds only records of bounded depth.".formatted(type.getName()));
        }
        List<Class<?>> within = new ArrayList<>(around);
        within.add(type);
        RecordComponent[] declared = type.getRecordComponents();
        try {
            List<Component> components = new ArrayList<>();
            for (RecordComponent each : declared) {
                String where = "Component " + each.getName() + " of " + type.getName();
                ValueCodec codec = ValueCodec.of(each.getGenericType(), where, within);
                components.add(new Component(each.getName(), accessor(each), codec));
            }
            return new RecordValue(type, List.copyOf(components), constructor(type, declared));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("%s is not open to the trace.".formatted(type.getName()), e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) throws IllegalAccessException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] declared)
            throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return MethodHandles.lookup()
                .unreflectConstructor(canonical)
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    @Override
    public void write(Object value, ByteWriter out) {
        RecordCode code = code();
        if (code == null) {
            writeComponents(value, out);
            return;
        }
        int start = out.size();
        try {
            code.write(value, out);
        } catch (NullPointerException e) {
            out.setSize(start);
            writeComponents(value, out); // says which component it is
        }
    }

    @Override
    public Object read(ByteReader in) {
        RecordCode code = code();
        if (code == null) {
            return readComponents(in);
        }
        long start = in.offset();
        try {
            return code.read(in);
        } catch (MalformedTraceException e) {
            throw e;
        } catch (RuntimeException e) {
            in.seek(start);
            return readComponents(in); // says what the constructor refused
        }
    }

    private @Nullable RecordCode code() {
        RecordCode code = compiled;
        return code == null && untilCompiled > 0 && --untilCompiled == 0 ? compile() : code;
    }

    /** Compiles the type now, if that is possible. */
    @Nullable
    RecordCode compile() {
        untilCompiled = 0;
        compiled = RecordCompiler.compile(
                type, components.stream().map(Component::codec).toList());
        return compiled;
    }

    private void writeComponents(Object value, ByteWriter out) {
        for (Component each : components) {
            Object component = get(each, value);
            try {
                each.codec.write(component, out);
            } catch (NullPointerException e) {
                throw new IllegalArgumentException(
                        "Component %s of %s is or holds a null, which a trace cannot store."
                                .formatted(each.name, value),
                        e);
            }
        }
    }

    private Object readComponents(ByteReader in) {
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = components.get(i).codec.read(in);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw in.malformed("%s refuses the values %s".formatted(type.getSimpleName(), Arrays.toString(values)));
        }
    }

    private static Object get(Component component, Object value) {
        try {
            return (Object) component.get.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("An accessor threw a checked exception.", e);
        }
    }

    @Override
    public String schema() {
        return components.stream()
                .map(each -> each.codec.schema() + " " + each.name)
                .collect(Collectors.joining(", ", type.getName() + "(", ")"));
    }

    @Override
    public int leastBytes() {
        return components.stream().mapToInt(each -> each.codec.leastBytes()).sum();
    }
}
