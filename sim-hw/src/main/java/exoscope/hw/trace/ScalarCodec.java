package exoscope.hw.trace;

/** The types that records are made of in the end. */
enum ScalarCodec implements ValueCodec {
    INT(int.class) {
        @Override
        public void write(Object value, ByteWriter out) {
            out.signed((Integer) value);
        }

        @Override
        public Object read(ByteReader in) {
            return in.signedInt();
        }
    },
    LONG(long.class) {
        @Override
        public void write(Object value, ByteWriter out) {
            out.signed((Long) value);
        }

        @Override
        public Object read(ByteReader in) {
            return in.signed();
        }
    },
    BOOLEAN(boolean.class) {
        @Override
        public void write(Object value, ByteWriter out) {
            out.varint((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(ByteReader in) {
            long value = in.varint();
            if (value >>> 1 != 0) {
                throw in.malformed("A boolean is neither 0 nor 1");
            }
            return value == 1;
        }
    },
    STRING(String.class) {
        @Override
        public void write(Object value, ByteWriter out) {
            out.string((String) value);
        }

        @Override
        public Object read(ByteReader in) {
            return in.string();
        }
    };

    private final Class<?> type;

    ScalarCodec(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    @Override
    public String schema() {
        return type.getSimpleName();
    }

    @Override
    public int leastBytes() {
        return 1;
    }
}
