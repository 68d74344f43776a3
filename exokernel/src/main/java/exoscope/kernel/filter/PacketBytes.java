package exoscope.kernel.filter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in packets, in network order. */
final class PacketBytes {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private PacketBytes() {}

    static int word(byte[] packet, int at) {
        return (int) WORD.get(packet, at);
    }

    static int half(byte[] packet, int at) {
        return Short.toUnsignedInt((short) HALF.get(packet, at));
    }

    static int single(byte[] packet, int at) {
        return Byte.toUnsignedInt(packet[at]);
    }

    static int load(byte[] packet, int at, int bytes) {
        return switch (bytes) {
            case 1 -> single(packet, at);
            case 2 -> half(packet, at);
            default -> word(packet, at);
        };
    }
}
