package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that are lent to one environment after the other. */
class LentClassesTest {
    private static GuestCode code(String member) {
        return GuestCode.compile(
                        List.of(new SourceFile("Guest.java", "public class Guest { " + member + " }")),
                        AllowList.withKit())
                .code()
                .orElseThrow();
    }

    private static GuestClassLoader loader(GuestCode code) {
        return code.load(new CountingMeter(1000, 10, 1000));
    }

    @Test
    void classesWithoutStaticStateAreLentAgainOnceTheyAreReleased() {
        GuestCode code = code("static final int ONE = 1; static final String NAME = \"x\"; int count;");
        GuestClassLoader first = loader(code);
        assertThat(loader(code)).isNotSameAs(first); // while the first is in use
        first.release();
        assertThat(loader(code)).isSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int count;",
                "static final int[] COUNTS = new int[3];",
                "static final Integer BOXED = 1;",
                "enum Kind { A, B }",
                "static class Inner { static String last; }",
                "static { int x = 1; }"
            })
    void classesWithAnythingStaticThatCouldChangeAreNeverLentAgain(String member) {
        GuestCode code = code(member);
        GuestClassLoader first = loader(code);
        first.release();
        assertThat(loader(code)).isNotSameAs(first);
    }

    @Test
    void lentClassesChargeTheMeterOfWhoHasThemNow() throws ReflectiveOperationException {
        GuestCode code = code("public static int run() { int n = 0; for (int i = 0; i < 9; i++) n += i; return n; }");
        CountingMeter one = new CountingMeter(1000, 10, 1000);
        CountingMeter two = new CountingMeter(1000, 10, 1000);
        GuestClassLoader loader = code.load(one);
        loader.loadClass("Guest").getMethod("run").invoke(null);
        long paid = one.cycles();
        loader.release();
        assertThat(code.load(two)).isSameAs(loader);
        loader.loadClass("Guest").getMethod("run").invoke(null);
        assertThat(two.cycles()).isEqualTo(paid).isPositive();
        assertThat(one.cycles()).isEqualTo(paid);
    }

    @Test
    void objectsOfLentClassesAreCountedFromTheBeginning() throws ReflectiveOperationException {
        GuestCode code = code("public static int run() { new Object().hashCode(); return new Object().hashCode(); }");
        GuestClassLoader loader = loader(code);
        Object first = loader.loadClass("Guest").getMethod("run").invoke(null);
        loader.release();
        assertThat(loader(code)).isSameAs(loader);
        assertThat(loader.loadClass("Guest").getMethod("run").invoke(null)).isEqualTo(first);
    }
}
