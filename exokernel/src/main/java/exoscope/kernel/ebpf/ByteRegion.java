package exoscope.kernel.ebpf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** A region in an array of bytes, or in a part of one. */
public final class ByteRegion implements Region {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int start;
    private final int size;

    public ByteRegion(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** @throws IndexOutOfBoundsException if the part is not in the array */
    public ByteRegion(byte[] bytes, int start, int size) {
        this.bytes = bytes;
        this.start = Objects.checkFromIndexSize(start, size, bytes.length);
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long load(int offset, int count) {
        int at = start + Objects.checkFromIndexSize(offset, count, size);
        return switch (count) {
            case 1 -> Byte.toUnsignedLong(bytes[at]);
            case 2 -> Short.toUnsignedLong((short) SHORT.get(bytes, at));
            case 4 -> Integer.toUnsignedLong((int) INT.get(bytes, at));
            default -> (long) LONG.get(bytes, at);
        };
    }

    @Override
    public void store(int offset, int count, long value) {
        int at = start + Objects.checkFromIndexSize(offset, count, size);
        switch (count) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> SHORT.set(bytes, at, (short) value);
            case 4 -> INT.set(bytes, at, (int) value);
            default -> LONG.set(bytes, at, value);
        }
    }
}
