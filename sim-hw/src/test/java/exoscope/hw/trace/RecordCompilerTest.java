package exoscope.hw.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.HwEvent.ConsoleWritten;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compiled codecs against those that go through method handles. */
class RecordCompilerTest {
    private record Hidden(int number) {}

    @Test
    void compiledCodecsWriteTheSameBytes() {
        for (TraceEntry entry : RandomRun.entries(31, 2_000)) {
            TraceEvent event = entry.event();
            assertThat(write(compiled(event.getClass()), event)).isEqualTo(write(plain(event.getClass()), event));
        }
    }

    @Test
    void compiledCodecsReadTheSameOrSayTheSame() {
        Random random = new Random(32);
        for (TraceEntry entry : RandomRun.entries(33, 2_000)) {
            Class<?> type = entry.event().getClass();
            byte[] bytes = write(plain(type), entry.event());
            assertThat(read(compiled(type), bytes)).isEqualTo(entry.event());
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                assertThat(read(compiled(type), bytes)).isEqualTo(read(plain(type), bytes));
                assertThat(read(compiled(type), cut)).isEqualTo(read(plain(type), cut));
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway") // A student's code may do what the types forbid.
    void aNullIsNamedAndNothingOfItsRecordIsWritten() {
        ByteWriter out = new ByteWriter();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compiled(ConsoleWritten.class).write(new ConsoleWritten(null), out))
                .withMessageContaining("Component text");
        assertThat(out.size()).isZero();
    }

    /** Public, so that it is compiled, and choosy. */
    public record Even(int number) {
        public Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
        }
    }

    @Test
    void valuesThatTheRecordRefusesAreMalformed() {
        assertThatThrownBy(() -> compiled(Even.class).read(new ByteReader(new byte[] {2}, 0, 1)))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("Even refuses the values [1]");
    }

    @Test
    void aRecordThatIsNotPublicIsNotCompiledAndStored() {
        RecordValue codec = RecordValue.of(Hidden.class, List.of());
        assertThat(codec.compile()).isNull();
        assertThat(read(codec, write(codec, new Hidden(3)))).isEqualTo(new Hidden(3));
    }

    private static RecordValue compiled(Class<?> type) {
        RecordValue codec = plain(type);
        Objects.requireNonNull(codec.compile(), "compiled code");
        return codec;
    }

    private static RecordValue plain(Class<?> type) {
        return RecordValue.of(type, List.of());
    }

    private static byte[] write(RecordValue codec, Object value) {
        ByteWriter out = new ByteWriter();
        codec.write(value, out);
        return out.toBytes();
    }

    private static Object read(RecordValue codec, byte[] bytes) {
        try {
            return codec.read(new ByteReader(bytes, 0, bytes.length));
        } catch (MalformedTraceException e) {
            return e.toString();
        }
    }
}
