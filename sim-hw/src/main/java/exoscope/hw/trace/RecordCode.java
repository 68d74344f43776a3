package exoscope.hw.trace;

/** Stores and reads the records of one type, by code that {@link RecordCompiler} made for it. */
interface RecordCode {
    /** @throws NullPointerException if a component is or holds a null, after part of the record was written */
    void write(Object value, ByteWriter out);

    /** Throws whatever the record's constructor throws, and else as {@link ValueCodec#read}. */
    Object read(ByteReader in);
}
