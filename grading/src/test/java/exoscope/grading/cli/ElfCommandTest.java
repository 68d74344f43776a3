package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.view.Playback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfCommandTest {
    private static final String PROGRAMS = "../labs/programs/";

    @ParameterizedTest
    @CsvSource({"hello,0", "sieve,0", "wild,70", "reserved,70"})
    void exitsWithTheProgramsCodeOr70(String program, int exitCode) {
        assertThat(run(program + ".elf").exitCode()).isEqualTo(exitCode);
    }

    @Test
    void writesWhatTheProgramWroteAndReportsBesideIt() {
        Shell shell = run("hello.elf");
        assertThat(shell.out()).isEqualTo("Hello from a MIPS program.\n");
        assertThat(shell.err()).startsWith("exoscope: ").contains("exit code 0");
    }

    @Test
    void whatCannotBeRunIsASentence() {
        assertThat(run("no.elf")).returns(70, Shell::exitCode);
        assertThat(run("no.elf").err()).contains("no such file").hasLineCount(1);
        assertThat(run("hello.c").exitCode()).isEqualTo(70);
        assertThat(run("loop.elf", "--max-cycles", "1000").err()).contains("cycle limit of 1000 reached");
        assertThat(run("hello.elf", "--max-cycles", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void recordsTheRunInAFile(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("hello.exotrace");
        assertThat(run("hello.elf", "--trace", trace.toString()).exitCode()).isZero();
        try (Playback playback = Playback.open(trace)) {
            assertThat(playback.metadata()).containsEntry("program", "../labs/programs/hello.elf");
            assertThat(playback.viewAt(playback.events()).console()).isEqualTo("Hello from a MIPS program.\n");
        }
    }

    @Test
    void traceThatCannotBeWrittenIsASentence(@TempDir Path folder) {
        Shell shell = run("hello.elf", "--trace", folder.toString());
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).contains("cannot write the trace").hasLineCount(1);
    }

    @Test
    void traceOverTheProgramIsRefusedAndLeavesIt(@TempDir Path folder) throws IOException {
        Path program = Files.copy(Path.of(PROGRAMS, "hello.elf"), folder.resolve("hello.elf"));
        Path link = Files.createLink(folder.resolve("link"), program);
        Shell shell = execute(program.toString(), "--trace", link.toString());
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("--trace would overwrite the program");
        assertThat(program).hasSameBinaryContentAs(Path.of(PROGRAMS, "hello.elf"));
    }

    @Test
    void whatIsTooLongOrNoFileIsNotRead(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.elf");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3L << 30); // takes no room: there is nothing in it
        }
        assertThat(execute(large.toString()))
                .returns(70, Shell::exitCode)
                .returns("exoscope: " + large + " is larger than 64 MiB\n", Shell::err);
        assertThat(execute(folder.toString()).err())
                .contains("not a readable file")
                .hasLineCount(1);
        assertThat(execute("/dev/zero").err())
                .startsWith("exoscope: cannot read /dev/zero")
                .hasLineCount(1);
    }

    @Test
    void whatTheProgramWritesIsShownAsItRuns(@TempDir Path folder) throws IOException {
        Counter seen = new Counter(Long.MAX_VALUE);
        Shell shell = execute(seen, endlessWriter(folder).toString(), "--max-cycles", "40000000");
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).contains("cycle limit of 40000000 reached").hasLineCount(1);
        assertThat(seen.bytes).isGreaterThan(30_000_000);
        assertThat(seen.longest).isLessThanOrEqualTo(65_536);
    }

    @Test
    void runEndsWithoutAWordWhenNobodyReadsItsOutput(@TempDir Path folder) throws IOException {
        Counter seen = new Counter(200_000);
        Path trace = folder.resolve("trace");
        Shell shell = execute(seen, endlessWriter(folder).toString(), "--trace", trace.toString());
        assertThat(shell.exitCode()).isEqualTo(70);
        assertThat(shell.err()).isEmpty();
        assertThat(seen.bytes).isLessThan(200_000);
        try (Playback playback = Playback.open(trace)) {
            assertThat(playback.lastCycle()).isPositive();
        }
    }

    /** Counts what is written until there is too much of it, and keeps nothing. */
    private static final class Counter extends OutputStream {
        private final long most;
        private long bytes;
        private int longest;

        Counter(long most) {
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (bytes + length > most) {
                throw new IOException("Broken pipe");
            }
            bytes += length;
            longest = Math.max(longest, length);
        }
    }

    /** {@code for (;;) write(1, data, 100 KiB);}. */
    private static Path endlessWriter(Path folder) throws IOException {
        int[] code = {
            0x3c051000, // lui a1, 0x1000
            0x3c060001, // lui a2, 1
            0x34c69000, // ori a2, a2, 0x9000
            0x24040001, // li a0, 1
            0x24020fa4, // li v0, 4004
            0x0000000c, // syscall
            0x1000fffc, // b to the third before it
            0x00000000
        };
        ByteBuffer file = ByteBuffer.allocate(116 + 4 * code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464c457f).put((byte) 1).put((byte) 1).put((byte) 1);
        file.position(16).putShort((short) 2).putShort((short) 8).putInt(1).putInt(0x400000);
        file.putInt(52)
                .putInt(0)
                .putInt(0x1000)
                .putShort((short) 52)
                .putShort((short) 32)
                .putShort((short) 2);
        file.position(52).putInt(1).putInt(116).putInt(0x400000).putInt(0x400000);
        file.putInt(4 * code.length).putInt(4 * code.length).putInt(5).putInt(4);
        file.putInt(1).putInt(116).putInt(0x10000000).putInt(0x10000000);
        file.putInt(0).putInt(102_400).putInt(6).putInt(4);
        for (int word : code) {
            file.putInt(word);
        }
        return Files.write(folder.resolve("endless.elf"), file.array());
    }

    private static Shell run(String program, String... options) {
        return execute(Stream.concat(Stream.of(PROGRAMS + program), Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static Shell execute(String... words) {
        return execute(new ByteArrayOutputStream(), words);
    }

    /** This command writes bytes, so it bypasses picocli's writers. */
    private static Shell execute(OutputStream out, String... words) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            String[] command =
                    Stream.concat(Stream.of("elf"), Arrays.stream(words)).toArray(String[]::new);
            StringWriter refusals = new StringWriter();
            int exitCode = ExoscopeCommand.commandLine()
                    .setErr(new PrintWriter(refusals, true))
                    .execute(command);
            String written = out instanceof ByteArrayOutputStream kept ? kept.toString(StandardCharsets.UTF_8) : "";
            return new Shell(exitCode, written, err.toString(StandardCharsets.UTF_8) + refusals);
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
