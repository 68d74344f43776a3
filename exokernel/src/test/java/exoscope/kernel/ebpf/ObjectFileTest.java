package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.cpu.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that clang made; their sources are beside them. */
class ObjectFileTest {
    private static final int BUDGET = 1_000_000;

    private final EbpfFixture f = new EbpfFixture();
    private final ProgramType function = new ProgramType("untrusted function", ContextLayout.EMPTY, f.type.helpers());

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/ebpf", name + ".o"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program program(String file, String name) {
        return ObjectFile.parse(bytes(file)).program(name);
    }

    @ParameterizedTest
    @EnumSource
    void handlerAnswersAPacketAndCounts(Engine engine) {
        Program echo = program("echo", "echo");
        Region counters = echo.regions().getFirst().create();
        LoadedProgram loaded = Verifier.verify(echo, f.type).load(engine, List.of(counters));
        byte[] context = new byte[EbpfFixture.CONTEXT.size()];
        new ByteRegion(context).store(16, 4, 60);
        byte[] packet = new byte[60];
        assertThat(loaded.run(context, new ByteRegion(packet), BUDGET).value()).isOne();
        assertThat(loaded.run(context, new ByteRegion(packet), BUDGET).value()).isOne();
        assertThat(loaded.run(context, new ByteRegion(packet, 0, 13), BUDGET).value())
                .isZero();
        assertThat(f.done).containsExactly("send 14", "send 14");
        assertThat(counters.load(0, 8)).isEqualTo(2);
        assertThat(counters.load(8, 8)).isEqualTo(120);
    }

    @ParameterizedTest
    @EnumSource
    void checksumOfALoopAndAFunction(Engine engine) {
        LoadedProgram loaded =
                Verifier.verify(program("checksum", "checksum"), f.type).load(engine);
        byte[] packet = {
            0x45,
            0,
            0,
            0x73,
            0,
            0,
            0x40,
            0,
            0x40,
            0x11,
            0,
            0,
            (byte) 0xc0,
            (byte) 0xa8,
            0,
            1,
            (byte) 0xc0,
            (byte) 0xa8,
            0,
            (byte) 0xc7
        };
        Result result = loaded.run(new byte[EbpfFixture.CONTEXT.size()], new ByteRegion(packet), BUDGET);
        assertThat(result.value()).isEqualTo(0xb861);
    }

    @ParameterizedTest
    @EnumSource
    void predicateLooksAtAFrame(Engine engine) {
        PhysicalMemory memory = new PhysicalMemory(2);
        ProgramType predicate = new ProgramType("wakeup predicate", ContextLayout.EMPTY, f.type.helpers(), false, 0, 1);
        LoadedProgram ready = Verifier.verify(program("predicate", "ready"), predicate)
                .load(engine, List.of(new FrameRegion(memory, 4096, 16)));
        memory.setWord(4096 + 8, 2_000_000);
        assertThat(ready.run(new byte[0], BUDGET).value()).isZero();
        memory.setWord(4096 + 4, 1);
        assertThat(ready.run(new byte[0], BUDGET).value()).isOne();
        memory.setWord(4096, 1);
        memory.setWord(4096 + 8, 1_000_000);
        assertThat(ready.run(new byte[0], BUDGET).value()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void untrustedFunctionHasConstantsAndVariables(Engine engine) {
        Program owns = program("owns", "owns");
        assertThat(owns.regions())
                .extracting(RegionSpec::name)
                .containsExactly(".bss", "metadata", "owned", ".rodata.cst16");
        List<Region> regions = owns.regions().stream().map(RegionSpec::create).toList();
        Region metadata = regions.get(1);
        metadata.store(1 * 8, 4, 70);
        metadata.store(1 * 8 + 4, 4, 3);
        metadata.store(6 * 8 + 4, 4, 2);
        LoadedProgram loaded = Verifier.verify(owns, function).load(engine, regions);
        assertThat(loaded.run(new byte[0], BUDGET).value()).isEqualTo(23_001);
        assertThat(loaded.run(new byte[0], BUDGET).value()).isEqualTo(23_002);
        assertThat(regions.get(2).load(8, 8)).isEqualTo(70 | 3L << 32);
    }

    @ParameterizedTest
    @EnumSource
    void instructionsOfCpuVersionFour(Engine engine) {
        LoadedProgram loaded = Verifier.verify(program("v4", "newer"), f.type).load(engine);
        byte[] context = new byte[EbpfFixture.CONTEXT.size()];
        Region view = new ByteRegion(context);
        view.store(24, 8, -100);
        view.store(16, 4, 60);
        assertThat(loaded.run(context, BUDGET).value()).isEqualTo(-100 / 3 + -100 % -7 + 60 + 0x9c);
    }

    @Test
    void regionThatIsReadOnlyIsMarkedSo() {
        assertThat(program("predicate", "ready").regions())
                .singleElement()
                .satisfies(region -> assertThat(region.writable()).isFalse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing | calls elsewhere, which this file does not define; helpers are called by number
            hashed  | region hash is not an array (type 2) with keys of 4 bytes
            btf     | described is a map that BTF describes; declare it as struct region in section maps instead
            nothing | there is no function nothing; there are missing, hashed, btf
            """)
    void programThatCannotBeTakenOut(String name, String sentence) {
        ObjectFile object = ObjectFile.parse(bytes("refused"));
        assertThatThrownBy(() -> object.program(name))
                .isInstanceOf(MalformedObjectException.class)
                .hasMessageMatching("eBPF object, offset 0x[0-9a-f]+: \\Q" + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 0  | offset 0x0: not an ELF file, which starts with the bytes 7f 45 4c 46
            4    | 1  | offset 0x4: class is 1, must be 2 (64-bit)
            5    | 2  | offset 0x5: byte order is 2, must be 1 (little-endian: -target bpfel)
            0x10 | 2  | offset 0x10: type is 2, must be 1 (relocatable: clang -c)
            0x12 | 8  | offset 0x12: machine is 8, must be 247 (BPF: clang -target bpf)
            0x2f | 1  | offset 0x28: the offset of the section headers is 0x1000000000002f0, far too large
            0x3e | 77 | offset 0x3e: there is no section 77 of 8
            """)
    void fileThatIsNoObject(String offset, int value, String sentence) {
        byte[] bytes = bytes("echo");
        bytes[Integer.decode(offset)] = (byte) value;
        assertThatThrownBy(() -> ObjectFile.parse(bytes))
                .isInstanceOf(MalformedObjectException.class)
                .hasMessage("eBPF object, " + sentence);
    }

    @Test
    void fileThatEndsEarlyIsMalformed() {
        assertThatThrownBy(() -> ObjectFile.parse(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}))
                .hasMessage("eBPF object, offset 0x6: the file ends inside the ELF header of 64 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "owns", "checksum", "refused"})
    void damagedObjectsAreRefusedWithASentence(String name) {
        byte[] original = bytes(name);
        Random random = new Random(9);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = original.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                ObjectFile object = ObjectFile.parse(bytes);
                for (String program : object.programs()) {
                    Verifier.verify(object.program(program), f.type);
                }
            } catch (MalformedObjectException | RefusedProgramException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
    }
}
