package exoscope.hw.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcapTest {
    private static byte[] capture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapWriter writer = new PcapWriter(out);
        writer.write(Frame.of(new byte[60]), 25L * 1_500_000);
        writer.write(Frame.of(new byte[100]), 25L * 3_000_001 + 24);
        return out.toByteArray();
    }

    @Test
    void captureIsReadBackInWholeMicroseconds() {
        assertThat(PcapReader.read(capture()))
                .satisfiesExactly(
                        first -> assertThat(first.cycle()).isEqualTo(25L * 1_500_000),
                        second -> assertThat(second.cycle()).isEqualTo(25L * 3_000_001));
    }

    @Test
    void headerIsTheClassicOne() {
        assertThat(Arrays.copyOf(capture(), 24))
                .containsExactly(
                        0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void bigEndianNanosecondsAreUnderstood() {
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + 3);
        file.putInt(0xa1b2_3c4d).putShort((short) 2).putShort((short) 4);
        file.putInt(0).putInt(0).putInt(65_535).putInt(1);
        file.putInt(2).putInt(7_000).putInt(3).putInt(3).put(new byte[] {1, 2, 3});
        assertThat(PcapReader.read(file.array())).singleElement().satisfies(record -> {
            assertThat(record.cycle()).isEqualTo(25L * 2_000_007);
            assertThat(record.frame().bytes()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void wrongFilesAreRefusedWithTheirOffset() {
        assertThatThrownBy(() -> PcapReader.read(new byte[10]))
                .hasMessage("Packet capture, offset 0xa: the file ends in its header");
        assertThatThrownBy(() -> PcapReader.read(new byte[24]))
                .hasMessage("Packet capture, offset 0x0: the file does not begin like a packet capture");
        byte[] radio = capture();
        radio[20] = 105;
        assertThatThrownBy(() -> PcapReader.read(radio))
                .hasMessage("Packet capture, offset 0x14: the frames are of type 105, not Ethernet");
        assertThatThrownBy(() -> PcapReader.read(Arrays.copyOf(capture(), 30)))
                .hasMessage("Packet capture, offset 0x1e: the file ends in the header of a frame");
        assertThatThrownBy(() -> PcapReader.read(Arrays.copyOf(capture(), 50)))
                .hasMessage("Packet capture, offset 0x32: the file ends in a frame of 60 bytes");
        byte[] huge = capture();
        huge[24 + 11] = 1;
        assertThatThrownBy(() -> PcapReader.read(huge))
                .hasMessage("Packet capture, offset 0x20: a frame of 16777276 bytes");
    }

    @Test
    void damagedFilesNeverThrowAnythingElse() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] file = Arrays.copyOf(capture(), random.nextInt(capture().length + 1));
            for (int flips = random.nextInt(4); flips > 0 && file.length > 0; flips--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(PcapReader.read(file)).hasSizeLessThan(file.length / 16);
            } catch (MalformedPcapException e) {
                assertThat(e).hasMessageStartingWith("Packet capture, offset 0x");
            }
        }
    }
}
