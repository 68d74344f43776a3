package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library copies and looks at for a guest is paid for by its size, also where it does not show in a call's arguments. */
@Timeout(60)
class LibraryChargesTest {
    private static final long MEGABYTE = 1 << 20;
    private static final String TEXT_OF_A_MEGABYTE = "StringBuilder b = new StringBuilder();"
            + " for (int i = 0; i < 1 << 20; i++) b.append('FILL'); String s = b.toString();\n";

    private static CountingMeter meterOf(String statements) {
        var meter = new CountingMeter(1L << 40, 400, 1L << 40);
        Guest.run(Guest.code(Guest.method(statements)), meter);
        return meter;
    }

    /** What it costs more to do a thing a hundred times than not at all. */
    private record Difference(long cycles, long bytes) {
        static Difference ofHundred(String first, String thing) {
            String loop = first + " Object[] keep = new Object[100]; for (int i = 0; i < MANY; i++) { " + thing
                    + " } return keep;";
            CountingMeter none = meterOf(loop.replace("MANY", "0"));
            CountingMeter hundred = meterOf(loop.replace("MANY", "100"));
            return new Difference(hundred.cycles() - none.cycles(), hundred.bytes() - none.bytes());
        }
    }

    @Test
    void bitSetThatGetMadeIsPaidForWhenItGrows() {
        assertThat(meterOf("BitSet b = new BitSet().get(0, 1); b.set(1 << 28); return b.size();")
                        .bytes())
                .isGreaterThan(1L << 25);
    }

    @Test
    void flippingBitsOfABitSetThatGetMadeCostsCycles() {
        assertThat(Difference.ofHundred("BitSet b = new BitSet().get(0, 1);", "b.flip(0, 1 << 24);")
                        .cycles())
                .isGreaterThan(100L << 18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep[i] = b.hashCode();", "keep[i] = b.toString();", "keep[i] = \"\" + b;"})
    void bitSetIsLookedThroughForCycles(String thing) {
        assertThat(Difference.ofHundred("BitSet b = new BitSet(); b.set(1 << 24);", thing)
                        .cycles())
                .isGreaterThan(100L << 18);
    }

    /** The JVM records the whole stack, however near the handler is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / zero",
                "none.length",
                "new int[zero - 1][0]",
                "List.of().get(zero)",
                "((String) object).length()"
            })
    void exceptionThatTheHostMakesIsPaidForByTheDepthOfTheStack(String throwing) {
        String program = "int zero = 0; int[] none = null; Object object = none == null ? List.of() : none;"
                + " return deep(DEPTH, zero, none, object); }"
                + " static Object deep(int n, int zero, int[] none, Object object) {"
                + " if (n > 0) return deep(n - 1, zero, none, object);"
                + " Object[] keep = new Object[1000];"
                + " for (int i = 0; i < 1000; i++) try { Object o = THROWING; } catch (RuntimeException e) { keep[i] = e; }"
                + " return keep;";
        program = program.replace("THROWING", throwing);
        CountingMeter near = meterOf(program.replace("DEPTH", "1"));
        CountingMeter far = meterOf(program.replace("DEPTH", "301"));
        assertThat(far.bytes() - near.bytes()).isGreaterThanOrEqualTo(300L * GuestCosts.SLOT * 1000);
        assertThat(far.cycles() - near.cycles()).isGreaterThan(300L * GuestCosts.STACK_FRAME * 1000);
    }

    @Test
    void partOfABitSetIsPaidFor() {
        assertThat(Difference.ofHundred("BitSet b = new BitSet(); b.set(1 << 24);", "keep[i] = b.get(0, 1 << 25);")
                        .bytes())
                .isGreaterThan(200 * MEGABYTE);
    }

    @Test
    void suppressedExceptionsAreCopiedForMemory() {
        String many = "Exception e = new Exception(); Exception s = new Exception();"
                + " for (int i = 0; i < 1 << 16; i++) e.addSuppressed(s);";
        Difference copies = Difference.ofHundred(many, "keep[i] = e.getSuppressed();");
        assertThat(copies.bytes()).isGreaterThan((100L * GuestCosts.SLOT) << 16);
        assertThat(copies.cycles()).isGreaterThan(100L << 16);
    }

    @Test
    void messageOfACauseIsPaidFor() {
        long bytes = meterOf(
                        "Exception e = new Exception(); for (int i = 0; i < 6000; i++) e = new RuntimeException(e);"
                                + " return e.getMessage().length();")
                .bytes();
        assertThat(bytes).isGreaterThan("java.lang.RuntimeException: ".length() * 6000L * 6000 / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep[i] = new IllegalStateException(e);",
                "keep[i] = new AssertionError(e);",
                "keep[i] = new AssertionError((Object) s);",
                "try { assert i < 0 : e; } catch (AssertionError a) { keep[i] = a; }",
                "keep[i] = e.toString();",
                "class Own extends Exception { Own(String s) { super(s); } String all() { return super.toString(); } } keep[i] = new Own(s).all();"
            })
    void textOfAnExceptionIsPaidFor(String thing) {
        String first = TEXT_OF_A_MEGABYTE.replace("FILL", "x") + " Exception e = new Exception(s);";
        Difference texts = Difference.ofHundred(first, thing);
        assertThat(texts.bytes()).isGreaterThan(100 * MEGABYTE);
        assertThat(texts.cycles()).isGreaterThan(100 * MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Integer.valueOf(s)",
                "Long.valueOf(s)",
                "Short.valueOf(s, 16)",
                "Double.valueOf(s)",
                "Integer.parseInt(s)",
                "Long.parseUnsignedLong(s)",
                "Byte.parseByte(s)",
                "E.valueOf(s)"
            })
    void messageOfABadNumberIsPaidFor(String call) {
        String first = TEXT_OF_A_MEGABYTE.replace("FILL", "x") + " enum E { A }";
        Difference messages = Difference.ofHundred(
                first, "try { keep[i] = " + call + "; } catch (IllegalArgumentException e) { keep[i] = e; }");
        assertThat(messages.bytes()).isGreaterThan(100 * MEGABYTE);
        assertThat(messages.cycles()).isGreaterThan(100 * MEGABYTE);
    }

    @Test
    void numberWithManyZerosIsPaidFor() {
        Difference numbers =
                Difference.ofHundred(TEXT_OF_A_MEGABYTE.replace("FILL", "0"), "keep[i] = Integer.valueOf(s);");
        assertThat(numbers.cycles()).isGreaterThan(100 * MEGABYTE);
    }

    @Test
    void textOfARecordIsPaidForByEachOfItsParts() {
        String first = TEXT_OF_A_MEGABYTE.replace("FILL", "x") + " record R(String s, int a, int b, int c) {}"
                + " R r = new R(s, 1, 2, 3);";
        assertThat(Difference.ofHundred(first, "keep[i] = r.toString();").bytes())
                .isGreaterThan(6 * 100 * 2 * MEGABYTE);
    }
}
