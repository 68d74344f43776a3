package exoscope.hw.trace;

/** Stores and reads the records of one type, by code that {@link RecordCompiler} made for it. */
abstract class RecordCode {
    /** The codecs of the record's components. */
    final ValueCodec[] components;

    RecordCode(ValueCodec[] components) {
        this.components = components;
    }

    /** @throws NullPointerException if a component is or holds a null, after part of the record was written */
    abstract void write(Object value, ByteWriter out);

    /** Throws whatever the record's constructor throws, and else as {@link ValueCodec#read}. */
    abstract Object read(ByteReader in);
}
