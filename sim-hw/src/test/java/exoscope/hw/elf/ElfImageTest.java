package exoscope.hw.elf;

import static exoscope.hw.elf.HandBuiltElf.CODE_HEADER;
import static exoscope.hw.elf.HandBuiltElf.DATA_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ElfImageTest {
    private final HandBuiltElf elf = new HandBuiltElf();

    @Test
    void soundProgramGivesItsEntryAndSegments() {
        ElfImage image = ElfImage.parse(elf.bytes());
        ElfSegment code = image.segments().getFirst();
        ElfSegment data = image.segments().getLast();
        assertThat(image.entry()).isEqualTo(0x400004);
        assertThat(image.segments()).hasSize(2);
        assertThat(code.address()).isEqualTo(0x400000);
        assertThat(code.executable()).isTrue();
        assertThat(code.writable()).isFalse();
        assertThat(data.writable()).isTrue();
        assertThat(data.executable()).isFalse();
        assertThat(data.memorySize()).isEqualTo(64);
        assertThat(data.bytes()).isEqualTo(Arrays.copyOfRange(elf.bytes(), HandBuiltElf.DATA, HandBuiltElf.LENGTH));
    }

    @Test
    void writingToTheBytesOfASegmentDoesNotChangeIt() {
        ElfSegment code = ElfImage.parse(elf.bytes()).segments().getFirst();
        byte[] before = code.bytes();
        code.bytes()[0] ^= 1;
        assertThat(code.bytes()).isEqualTo(before);
    }

    @Test
    void stretchOfASegmentIsCopiedWithoutTheRest() {
        ElfSegment data = ElfImage.parse(elf.bytes()).segments().getLast();
        byte[] into = new byte[6];
        data.copy(3, into, 1, 4);
        assertThat(data.fileSize()).isEqualTo(16);
        assertThat(into).containsExactly(0, -121, -120, -119, -118, 0);
        assertThatThrownBy(() -> data.copy(13, into, 0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void headersOfOtherTypesAreLeftAlone() {
        elf.withWord(DATA_HEADER, 0x70000000).withWord(DATA_HEADER + 4, -1);
        assertThat(ElfImage.parse(elf.bytes()).segments()).hasSize(1);
    }

    @Test
    void segmentWithoutMemoryIsLeftOut() {
        elf.withWord(DATA_HEADER + 8, 0).withWord(DATA_HEADER + 16, 0).withWord(DATA_HEADER + 20, 0);
        assertThat(ElfImage.parse(elf.bytes()).segments()).hasSize(1);
    }

    @Test
    void segmentMayEndExactlyWhereUserAddressesEnd() {
        elf.withWord(DATA_HEADER + 8, 0x7fffffc0);
        assertThat(ElfImage.parse(elf.bytes()).segments().getLast().end()).isEqualTo(0x80000000L);
    }

    @Test
    void emptyFileIsNoElf() {
        assertRefused(new byte[0], "offset 0x0: not an ELF file, which starts with the bytes 7f 45 4c 46");
    }

    @Test
    void wrongMagicIsNoElf() {
        assertRefused(elf.withByte(2, 'X'), "offset 0x2: not an ELF file, which starts with the bytes 7f 45 4c 46");
    }

    @Test
    void fileMayNotEndInsideItsHeader() {
        assertRefused(Arrays.copyOf(elf.bytes(), 51), "offset 0x33: the file ends inside the ELF header of 52 bytes");
    }

    @Test
    void sixtyFourBitsAreTooMany() {
        assertRefused(elf.withByte(4, 2), "offset 0x4: class is 2, must be 1 (32-bit)");
    }

    @Test
    void bigEndianIsRefused() {
        assertRefused(elf.withByte(5, 2), "offset 0x5: byte order is 2, must be 1 (little-endian)");
    }

    @Test
    void unknownVersionIsRefused() {
        assertRefused(elf.withByte(6, 0), "offset 0x6: ELF version is 0, must be 1 (current)");
    }

    @Test
    void objectFileIsNoProgram() {
        assertRefused(elf.withHalf(0x10, 1), "offset 0x10: type is 1, must be 2 (executable)");
    }

    @Test
    void programOfAnotherMachineIsRefused() {
        assertRefused(elf.withHalf(0x12, 62), "offset 0x12: machine is 62, must be 8 (MIPS)");
    }

    @Test
    void programHeadersHaveOneSize() {
        assertRefused(elf.withHalf(0x2a, 56), "offset 0x2a: program header size is 56, must be 32 (bytes)");
    }

    @Test
    void programHeadersLieInTheFile() {
        assertRefused(elf.withHalf(0x2c, 4), "offset 0x1c: the 4 program headers end at 0xb4, the file ends at 0x94");
    }

    @Test
    void offsetOfProgramHeadersDoesNotWrapAround() {
        assertRefused(
                elf.withWord(0x1c, 0xffffffe0),
                "offset 0x1c: the 2 program headers end at 0x100000020, the file ends at 0x94");
    }

    @Test
    void bytesOfASegmentLieInTheFile() {
        assertRefused(
                Arrays.copyOf(elf.bytes(), 147),
                "offset 0x58: segment takes bytes 0x84 to 0x94 of a file that ends at 0x93");
    }

    @Test
    void offsetOfASegmentDoesNotWrapAround() {
        assertRefused(
                elf.withWord(DATA_HEADER + 4, -8),
                "offset 0x58: segment takes bytes 0xfffffff8 to 0x100000008 of a file that ends at 0x94");
    }

    @Test
    void segmentHasRoomForItsBytes() {
        assertRefused(
                elf.withWord(DATA_HEADER + 20, 15),
                "offset 0x68: segment at 0x410000 has 16 bytes in the file but room for only 15");
    }

    @Test
    void absurdMemorySizeIsRefused() {
        assertRefused(
                elf.withWord(DATA_HEADER + 20, -1),
                "offset 0x68: segment at 0x410000 wants 4294967295 bytes, at most 67108864 are allowed");
    }

    @Test
    void segmentsTogetherMayNotWantTooMuchEither() {
        assertRefused(
                elf.withWord(DATA_HEADER + 20, ElfImage.MOST_MEMORY),
                "offset 0x68: segment at 0x410000 brings the program to 67108880 bytes, at most 67108864 are allowed");
    }

    @Test
    void segmentInKernelAddressesIsRefused() {
        assertRefused(
                elf.withWord(DATA_HEADER + 8, 0x80000000),
                "offset 0x5c: segment at 0x80000000 ends at 0x80000040, beyond the user addresses,"
                        + " which end at 0x80000000");
    }

    @Test
    void addressOfASegmentDoesNotWrapAround() {
        assertRefused(
                elf.withWord(DATA_HEADER + 8, 0xfffffff0),
                "offset 0x5c: segment at 0xfffffff0 ends at 0x100000030, beyond the user addresses,"
                        + " which end at 0x80000000");
    }

    @Test
    void overlappingSegmentsAreRefused() {
        assertRefused(
                elf.withWord(DATA_HEADER + 8, 0x40000f),
                "offset 0x5c: segment at 0x40000f starts below 0x400010, where the segment before it ends");
    }

    @Test
    void dynamicallyLinkedProgramIsRefused() {
        assertRefused(
                elf.withWord(CODE_HEADER, 3),
                "offset 0x34: the program needs a dynamic linker, link it with -static and -fno-pic");
    }

    @Test
    void misalignedEntryIsRefused() {
        assertRefused(elf.withWord(0x18, 0x400002), "offset 0x18: entry address 0x400002 is no multiple of 4");
    }

    @Test
    void entryOutsideEverySegmentIsRefused() {
        assertRefused(elf.withWord(0x18, 0x400010), "offset 0x18: entry address 0x400010 lies in no segment");
    }

    @Test
    void programWithoutSegmentsHasNoPlaceForItsEntry() {
        assertRefused(elf.withHalf(0x2c, 0), "offset 0x18: entry address 0x400004 lies in no segment");
    }

    private static void assertRefused(HandBuiltElf spoilt, String sentence) {
        assertRefused(spoilt.bytes(), sentence);
    }

    private static void assertRefused(byte[] file, String sentence) {
        assertThatThrownBy(() -> ElfImage.parse(file))
                .isInstanceOf(MalformedElfException.class)
                .hasMessage("ELF file, " + sentence);
    }
}
