package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Guest code uses the classes of the kit that it is shown, and no others. */
class KitUseTest {
    private static final List<SourceFile> SOURCES = Guest.program("""
            public class Guest implements Supplier<exoscope.hw.Clock> {
                public exoscope.hw.Clock get() {
                    var clock = new exoscope.hw.Clock();
                    LongConsumer charge = clock::charge;
                    charge.accept(7);
                    return clock;
                }
                public static Object run() { return new Guest(); }
            }""");

    @Test
    void classThatIsShownIsTheKitsOwn() {
        GuestBuild build = GuestCode.compile(SOURCES, AllowList.withKit("exoscope.hw.Clock"));
        assertThat(build.problems()).isEmpty();

        Object guest = Guest.run(build.code().orElseThrow(), CountingMeter.strict());
        assertThat(guest)
                .isInstanceOfSatisfying(
                        java.util.function.Supplier.class,
                        supplier -> assertThat(supplier.get())
                                .isInstanceOfSatisfying(
                                        Clock.class,
                                        clock -> assertThat(clock.now()).isEqualTo(7)));
    }

    @Test
    void hostWithoutMemoryEndsTheGuestWhateverItCatches() {
        GuestCode code = Guest.code(Guest.program("""
                public class Guest {
                    public static Object run() {
                        return (Consumer<Runnable>) work -> {
                            try { work.run(); } catch (Throwable caught) { }
                        };
                    }
                }"""));
        @SuppressWarnings("unchecked")
        var guest = (Consumer<Runnable>) Objects.requireNonNull(Guest.run(code, CountingMeter.strict()));
        assertThatThrownBy(() -> guest.accept(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isInstanceOf(EnvironmentEnded.class)
                .hasMessageContaining("Java heap space");
    }

    @Test
    void wholePackageMayBeShownWithoutItsSubPackages() {
        AllowList list = AllowList.withKit("exoscope.hw");

        assertThat(list.permits("exoscope.hw.Clock")).isTrue();
        assertThat(list.permits("exoscope.hw.trace.Tracer")).isFalse();
        assertThat(GuestCode.compile(SOURCES, list).code()).isPresent();
    }

    @Test
    void classThatIsNotShownDoesNotExist() {
        assertThat(GuestCode.compile(SOURCES, Guest.JDK_ONLY).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("does not exist"));
    }
}
