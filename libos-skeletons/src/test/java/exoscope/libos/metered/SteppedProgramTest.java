package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that says where it stands does and costs what it does and costs otherwise. */
class SteppedProgramTest {
    /** Charges as the other meter does, and looks at every step. */
    private static final class Onlooker extends CountingMeter {
        private final List<StepPlace> places;
        private final List<String> seen = new ArrayList<>();
        private final List<Map<String, Object>> values = new ArrayList<>();
        private int at;

        Onlooker(GuestCode code) {
            super(20_000_000, 400, 50_000_000);
            places = code.steps();
        }

        @Override
        public boolean step(int place) {
            at = place;
            seen.add(places.get(place).method() + ":" + places.get(place).line());
            if (places.get(place).variables().isEmpty()) {
                values.add(Map.of());
            }
            return true;
        }

        @Override
        public void variables(@Nullable Object[] held) {
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < held.length; i++) {
                Object value = held[i];
                named.put(places.get(at).variables().get(i).name(), value == null ? "null" : value);
            }
            values.add(named);
        }
    }

    @ParameterizedTest
    @MethodSource("exoscope.libos.metered.HonestProgramTest#programs")
    void steppedProgramGivesTheSameForTheSameCycles(HonestProgramTest.Program program) {
        GuestCode code = Guest.code(program.sources());
        GuestCode stepped = code.withSteps();
        CountingMeter plain = CountingMeter.generous();
        Onlooker onlooker = new Onlooker(stepped);

        assertThat(Guest.run(stepped, onlooker)).isEqualTo(Guest.run(code, plain));
        assertThat(onlooker.cycles()).isEqualTo(plain.cycles());
        assertThat(onlooker.bytes()).isEqualTo(plain.bytes());
        assertThat(onlooker.values).hasSameSizeAs(onlooker.seen).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("exoscope.libos.metered.HonestProgramTest#programs")
    void everyMethodHasStepsAndTheirPlaces(HonestProgramTest.Program program) {
        GuestCode code = Guest.code(program.sources());
        assertThat(code.steps()).isEmpty();
        assertThat(code.withSteps().steps())
                .isNotEmpty()
                .allSatisfy(place -> {
                    assertThat(place.file()).isEqualTo("Guest.java");
                    assertThat(place.charged() || place.statement()).isTrue();
                })
                .anyMatch(StepPlace::charged)
                .anyMatch(StepPlace::statement);
    }

    @Test
    void stepsFollowTheLinesAndVariablesTheirValues() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    public static Object run() {
                        int sum = 0;
                        for (int i = 1; i <= 2; i++) {
                            long twice = 2L * i;
                            sum += (int) twice;
                        }
                        return sum;
                    }
                }
                """)).withSteps();
        Onlooker onlooker = new Onlooker(code);
        assertThat(Guest.run(code, onlooker)).isEqualTo(6);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < onlooker.seen.size(); i++) {
            lines.add(onlooker.seen.get(i).replace("Guest.run:", "") + " " + onlooker.values.get(i));
        }
        assertThat(lines)
                .containsSubsequence(
                        "5 {}",
                        "6 {sum=0}",
                        "7 {sum=0, i=1}",
                        "8 {sum=0, i=1, twice=2}",
                        "6 {sum=2, i=1}",
                        "7 {sum=2, i=2}",
                        "8 {sum=2, i=2, twice=4}",
                        "6 {sum=6, i=2}",
                        "10 {sum=6}");
    }

    @Test
    void methodTooLongForItsVariablesDoesWithoutThem() {
        String many = "a += b; b += c; c += d; d += a;\n".repeat(300);
        GuestCode code = Guest.code(Guest.method("long a = 1, b = 2, c = 3, d = 4;\n" + many + "return a;"));
        GuestCode stepped = code.withSteps();
        CountingMeter plain = CountingMeter.generous();
        Onlooker onlooker = new Onlooker(stepped);
        assertThat(Guest.run(stepped, onlooker)).isEqualTo(Guest.run(code, plain));
        assertThat(onlooker.cycles()).isEqualTo(plain.cycles());
        assertThat(onlooker.seen).hasSizeGreaterThan(300);
    }
}
