package exoscope.hw.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stores and reads events of known types, which are numbered in the order given. May be shared. */
public final class EventCodec {
    private final List<RecordValue> codecs = new ArrayList<>();
    private final TypeNumbers numbers;
    private final String schema;

    /**
     * @param eventTypes record types, each once
     * @throws IllegalArgumentException if a type is no record, comes twice, or has a component that a trace cannot hold
     */
    public EventCodec(List<Class<? extends TraceEvent>> eventTypes) {
        for (Class<? extends TraceEvent> type : eventTypes) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException("%s is not a record.".formatted(type.getName()));
            }
            codecs.add(RecordValue.of(type, List.of()));
        }
        numbers = new TypeNumbers(eventTypes);
        schema = codecs.stream().map(RecordValue::schema).collect(Collectors.joining("\n"));
    }

    /**
     * A codec for all records of sealed families such as {@link HwEvent}, in the order of their declaration.
     *
     * @throws IllegalArgumentException if a family is not sealed, or as the constructor says
     */
    public static EventCodec ofFamilies(List<Class<? extends TraceEvent>> families) {
        List<Class<? extends TraceEvent>> types = new ArrayList<>();
        for (Class<? extends TraceEvent> family : families) {
            if (!family.isSealed()) {
                throw new IllegalArgumentException("%s is not a sealed family.".formatted(family.getName()));
            }
            for (Class<?> member : family.getPermittedSubclasses()) {
                types.add(member.asSubclass(TraceEvent.class));
            }
        }
        return new EventCodec(types);
    }

    /** A line for each type: its name, and the types and names of its components. */
    public String schema() {
        return schema;
    }

    int typeCount() {
        return codecs.size();
    }

    /** @throws IllegalArgumentException if the event is of no known type */
    int number(TraceEvent event) {
        int number = numbers.of(event.getClass());
        if (number < 0) {
            throw new IllegalArgumentException("%s is not among the event types of this trace."
                    .formatted(event.getClass().getName()));
        }
        return number;
    }

    void write(int number, TraceEvent event, ByteWriter out) {
        codecs.get(number).write(event, out);
    }

    TraceEvent read(int number, ByteReader in) {
        return (TraceEvent) codecs.get(number).read(in);
    }
}
