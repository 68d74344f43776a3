package exoscope.hw.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.HwEvent.ConsoleWritten;
import exoscope.hw.trace.HwEvent.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    record Place(int frame, boolean pinned) {}

    record Everything(
            int number,
            long large,
            boolean yes,
            String text,
            Device device,
            Place place,
            List<Integer> numbers,
            List<Place> places,
            List<List<String>> texts) {}

    record Mapped(Map<String, String> map) {}

    record Boxed(Integer number) {}

    record Wild(List<? extends Place> places) {}

    record Endless(List<Endless> more) {}

    record Empty() {}

    record Empties(List<Empty> empties) {}

    record Positive(int number) {
        Positive {
            if (number < 1) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    record Numbers(int small, long large) {}

    @Test
    void everySupportedTypeComesBackEqual() {
        Everything full = new Everything(
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                "é€😀\0",
                Device.CONSOLE,
                new Place(-1, false),
                List.of(0, -1, Integer.MAX_VALUE),
                List.of(new Place(1, true), new Place(2, false)),
                List.of(List.of(), List.of("", "x")));
        RecordCodec<Everything> codec = new RecordCodec<>(Everything.class);
        assertThat(codec.decode(codec.encode(full))).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE})
    void numbersOfEveryMagnitudeComeBackEqual(long large) {
        RecordCodec<Numbers> codec = new RecordCodec<>(Numbers.class);
        Numbers numbers = new Numbers((int) large, large);
        assertThat(codec.decode(codec.encode(numbers))).isEqualTo(numbers);
    }

    @Test
    void smallNumbersOfEitherSignTakeOneByteEach() {
        assertThat(new RecordCodec<>(Numbers.class).encode(new Numbers(-64, 63)))
                .hasSize(2);
    }

    @Test
    void halfASurrogatePairIsNotLost() {
        RecordCodec<ConsoleWritten> codec = new RecordCodec<>(ConsoleWritten.class);
        ConsoleWritten half = new ConsoleWritten("a\ud83d");
        assertThat(codec.decode(codec.encode(half))).isEqualTo(half);
    }

    @Test
    void theSchemaNamesTypesAndComponents() {
        assertThat(new RecordCodec<>(HwEvent.InterruptRaised.class).schema())
                .isEqualTo("exoscope.hw.trace.HwEvent$InterruptRaised("
                        + "exoscope.hw.trace.HwEvent$Device{TIMER, DISK, CONSOLE, IOMMU, NETWORK, SIGNAL} device)");
    }

    @ParameterizedTest
    @ValueSource(classes = {Mapped.class, Boxed.class, Wild.class})
    void anUnsupportedTypeIsRefusedByTheNameOfItsComponent(Class<? extends Record> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordCodec<>(type))
                .withMessageContaining(type.getRecordComponents()[0].getName())
                .withMessageContaining(type.getName())
                .withMessageContaining("use int, long, boolean");
    }

    @Test
    void aRecordThatContainsItselfIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordCodec<>(Endless.class))
                .withMessageContaining("contains itself");
    }

    @Test
    void aListWhoseElementsTakeNoBytesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordCodec<>(Empties.class))
                .withMessageContaining("without contents");
    }

    @Test
    @SuppressWarnings("NullAway") // A student's code may do what the types forbid.
    void aNullIsRefusedByTheNameOfItsComponent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordCodec<>(ConsoleWritten.class).encode(new ConsoleWritten(null)))
                .withMessageContaining("Component text");
    }

    @Test
    void valuesThatTheRecordItselfRefusesAreMalformed() {
        RecordCodec<Positive> codec = new RecordCodec<>(Positive.class);
        assertThatThrownBy(() -> codec.decode(new byte[] {0}))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("Positive refuses the values [0]");
    }

    @Test
    void bytesAfterTheRecordAreMalformed() {
        RecordCodec<Place> codec = new RecordCodec<>(Place.class);
        byte[] longer = Arrays.copyOf(codec.encode(new Place(1, true)), 3);
        assertThatThrownBy(() -> codec.decode(longer))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("1 bytes after the record");
    }
}
