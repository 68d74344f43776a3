package exoscope.hw.trace;

/** The types that records are made of in the end. */
enum ScalarCodec implements ValueCodec {
    INT(int.class) {
        @Override
        public void write(Object value, ByteWriter out) {
            out.signedInt((Integer) value);
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
            out.bool((Boolean) value);
        }

        @Override
        public Object read(ByteReader in) {
            return in.bool();
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
