package exoscope.hw.trace;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Stores and reads the values of one type. */
interface ValueCodec {
    void write(Object value, ByteWriter out);

    Object read(ByteReader in);

    /** The type as text: equal texts mean equal bytes for equal values. */
    String schema();

    /** The fewest bytes a value takes: what bounds a list's length while reading. */
    int leastBytes();

    /**
     * The codec of a component's type.
     *
     * @param where the component, for the message
     * @param around the records around the component, outermost first
     * @throws IllegalArgumentException if a trace cannot hold the type
     */
    static ValueCodec of(Type type, String where, List<Class<?>> around) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(generic.getActualTypeArguments()[0], where, around);
        }
        if (type instanceof Class<?> plain) {
            if (plain.isEnum()) {
                return new EnumCodec(plain);
            }
            if (plain.isRecord() && plain.getTypeParameters().length == 0) {
                return RecordValue.of(plain, around);
            }
            for (ScalarCodec scalar : ScalarCodec.values()) {
                if (scalar.type() == plain) {
                    return scalar;
                }
            }
        }
        throw new IllegalArgumentException(
                "%s has the type %s, which a trace cannot hold: use int, long, boolean, String, an enum, a record or a List of these."
                        .formatted(where, type.getTypeName()));
    }

    private static ValueCodec list(Type element, String where, List<Class<?>> around) {
        Type unboxed = element instanceof Class<?> plain
                ? MethodType.methodType(plain).unwrap().returnType()
                : element;
        ValueCodec codec = of(unboxed, where, around);
        if (codec.leastBytes() == 0) {
            throw new IllegalArgumentException(
                    "%s is a List of values without contents: store their number as an int.".formatted(where));
        }
        return new ListCodec(codec);
    }

    /** The constants by position; their names are part of the schema, so that a changed enum is noticed. */
    record EnumCodec(Class<?> type, List<Object> constants) implements ValueCodec {
        EnumCodec(Class<?> type) {
            this(type, List.of(type.getEnumConstants()));
        }

        @Override
        @SuppressWarnings("EnumOrdinal") // The schema pins the order.
        public void write(Object value, ByteWriter out) {
            out.varint(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(ByteReader in) {
            long position = in.varint();
            if (Long.compareUnsigned(position, constants.size()) >= 0) {
                throw in.malformed("%s has no constant number %s"
                        .formatted(type.getSimpleName(), Long.toUnsignedString(position)));
            }
            return constants.get((int) position);
        }

        @Override
        public String schema() {
            List<String> names =
                    constants.stream().map(each -> ((Enum<?>) each).name()).toList();
            return type.getName() + "{" + String.join(", ", names) + "}";
        }

        @Override
        public int leastBytes() {
            return 1;
        }
    }

    /** The number of elements, then each of them. */
    record ListCodec(ValueCodec element) implements ValueCodec {
        @Override
        public void write(Object value, ByteWriter out) {
            List<?> elements = (List<?>) value;
            out.varint(elements.size());
            for (Object each : elements) {
                element.write(each, out);
            }
        }

        @Override
        public Object read(ByteReader in) {
            int count = in.count(element.leastBytes());
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(element.read(in));
            }
            return List.copyOf(elements);
        }

        @Override
        public String schema() {
            return "List<" + element.schema() + ">";
        }

        @Override
        public int leastBytes() {
            return 1;
        }
    }
}
