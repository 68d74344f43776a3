package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Small object files whose parts overlap, so that they would need far more memory than they have bytes. */
class HungryObjectTest {
    private static final int PROGBITS = 1;
    private static final int SYMBOLS = 2;
    private static final int TEXTS = 3;
    private static final int RELOCATIONS = 9;
    private static final int MEGABYTE = 1 << 20;

    private final List<Section> sections = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private int end = 64;

    private record Section(int name, int type, long flags, int offset, int size, int link, int info) {}

    HungryObjectTest() {
        sections.add(new Section(0, 0, 0, 0, 0, 0, 0));
    }

    /** Appends bytes; where they are. */
    private int put(byte[] bytes) {
        contents.add(bytes);
        end += bytes.length;
        return end - bytes.length;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All bytes of a buffer. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** @param names the section that has the names of sections */
    private byte[] file(int names) {
        ByteBuffer file = buffer(end + sections.size() * 64);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(0x10, (short) 1).putShort(0x12, (short) 247).putLong(0x28, end);
        file.putShort(0x3a, (short) 64).putShort(0x3c, (short) sections.size()).putShort(0x3e, (short) names);
        file.position(64);
        contents.forEach(file::put);
        for (Section each : sections) {
            file.putInt(each.name).putInt(each.type).putLong(each.flags).putLong(0);
            file.putLong(each.offset).putLong(each.size).putInt(each.link).putInt(each.info);
            file.putLong(8).putLong(0);
        }
        return bytes(file);
    }

    private static byte[] text(String names) {
        return names.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefusedWithoutMuchMemory(byte[] file, String program, String sentence) {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = bean.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> ObjectFile.parse(file).program(program))
                .isInstanceOf(MalformedObjectException.class)
                .hasMessageContaining(sentence);
        Assertions.assertThat(bean.getCurrentThreadAllocatedBytes() - before)
                .as("allocated")
                .isLessThan(64 * MEGABYTE);
    }

    @Test
    void manySectionsWithOneLongName() {
        byte[] name = new byte[MEGABYTE];
        Arrays.fill(name, (byte) 'a');
        int at = put(name);
        for (int i = 0; i < 2_000; i++) {
            sections.add(new Section(0, TEXTS, 0, at, MEGABYTE, 0, 0));
        }
        assertRefusedWithoutMuchMemory(file(1), "any", "a name has more than 255 bytes");
    }

    @Test
    void manySymbolTablesThatAreOne() {
        int names = put(text("\0"));
        int at = put(new byte[MEGABYTE]);
        sections.add(new Section(0, TEXTS, 0, names, 1, 0, 0));
        for (int i = 0; i < 200; i++) {
            sections.add(new Section(0, SYMBOLS, 0, at, MEGABYTE, 1, 0));
        }
        assertRefusedWithoutMuchMemory(file(1), "any", "the file has more symbols than there is room for");
    }

    @Test
    void manyRelocationsThatAreTheSame() {
        int names = put(text("\0"));
        int symbols = put(new byte[24]);
        ByteBuffer relocations = buffer(MEGABYTE);
        for (int i = 0; i < MEGABYTE; i += 16) {
            relocations.putLong(i).putLong(1);
        }
        int at = put(bytes(relocations));
        sections.add(new Section(0, TEXTS, 0, names, 1, 0, 0));
        sections.add(new Section(0, SYMBOLS, 0, symbols, 24, 1, 0));
        for (int i = 0; i < 200; i++) {
            sections.add(new Section(0, RELOCATIONS, 0, at, MEGABYTE, 2, i));
        }
        assertRefusedWithoutMuchMemory(file(1), "any", "the file has more relocations than there is room for");
    }

    /** A map definition at every fourth byte, each of 16 MiB: the numbers of one are also those of the next. */
    @Test
    void manyRegionsThatOverlap() {
        int count = 2_000;
        byte[] names = text("\0maps\0.text\0all\0");
        ByteBuffer maps = buffer(20 * count);
        ByteBuffer code = buffer(16 * count + 8);
        ByteBuffer relocations = buffer(16 * count);
        for (int i = 0; i < count; i++) {
            maps.putInt(2).putInt(4).putInt(1 << 22).putInt(4).putInt(0);
            code.put((byte) 0x18)
                    .put((byte) 1)
                    .putShort((short) 0)
                    .putInt(20 * i)
                    .putLong(0);
            relocations.putLong(16L * i).putInt(1).putInt(2);
        }
        code.putLong(0x95);
        ByteBuffer symbols = buffer(72);
        symbols.position(24);
        symbols.putInt(12)
                .put((byte) 0x12)
                .put((byte) 0)
                .putShort((short) 2)
                .putLong(0)
                .putLong(code.capacity());
        symbols.putInt(0)
                .put((byte) 0x03)
                .put((byte) 0)
                .putShort((short) 3)
                .putLong(0)
                .putLong(0);
        sections.add(new Section(0, TEXTS, 0, put(names), names.length, 0, 0));
        sections.add(new Section(6, PROGBITS, 6, put(bytes(code)), code.capacity(), 0, 0));
        sections.add(new Section(1, PROGBITS, 3, put(bytes(maps)), maps.capacity(), 0, 0));
        sections.add(new Section(0, SYMBOLS, 0, put(bytes(symbols)), 72, 1, 0));
        sections.add(new Section(0, RELOCATIONS, 0, put(bytes(relocations)), relocations.capacity(), 4, 2));
        assertRefusedWithoutMuchMemory(file(1), "all", "the program has more than 16 regions");
    }
}
