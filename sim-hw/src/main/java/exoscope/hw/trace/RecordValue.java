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

/** A record is its components, one after another. */
final class RecordValue implements ValueCodec {
    /** @param get takes the record and gives the component, both as {@code Object} */
    private record Component(String name, MethodHandle get, ValueCodec codec) {}

    private final Class<?> type;
    private final List<Component> components;

    /** Takes the components as one array. */
    private final MethodHandle constructor;

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

    @Override
    public Object read(ByteReader in) {
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
