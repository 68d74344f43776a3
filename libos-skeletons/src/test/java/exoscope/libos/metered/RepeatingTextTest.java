package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No text and no hash that guest code can get at differs from run to run, whoever made it. */
class RepeatingTextTest {
    private static String textOf(String statements) {
        return String.valueOf(Guest.run(Guest.code(Guest.method(statements)), CountingMeter.generous()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return \"\" + r.getClass(); | class Guest$$Lambda",
                "Runnable[] a = {(Runnable) r}; return a.getClass().toString() + a[0].getClass().toString(); | class [Ljava.lang.Runnable;class Guest$$Lambda",
                "try { return (String) r; } catch (ClassCastException e) { return e.getMessage(); } | class Guest$$Lambda cannot be cast to class java.lang.String",
                "try { return (String) r; } catch (ClassCastException e) { return new RuntimeException(e).getMessage(); } | java.lang.ClassCastException: class Guest$$Lambda cannot be cast to class java.lang.String",
                "Object[] a = new String[1]; try { a[0] = r; return 1; } catch (ArrayStoreException e) { return e.toString(); } | java.lang.ArrayStoreException: Guest$$Lambda",
                "Object[] a = new String[1]; try { Arrays.fill(a, r); return 1; } catch (RuntimeException e) { return e.getLocalizedMessage(); } | Guest$$Lambda",
                "try { assert false : r; return 1; } catch (AssertionError e) { return e.getMessage(); } | lambda",
                "return new AssertionError(List.of(r)).getMessage(); | [lambda]"
            })
    void addressOfALambdaIsInNoText(String statements, String text) {
        assertThat(textOf("Object r = (Runnable) () -> {};\n" + statements)).isEqualTo(text);
    }

    @Test
    void identityOfALoaderIsInNoText() {
        String cast = "try { Object o = new Inner[0]; Guest g = (Guest) o; return 1; } catch (ClassCastException e)"
                + " { return e.getMessage(); } } static class Inner {} static void x() {";
        assertThat(textOf(cast)).isEqualTo("class [LGuest$Inner; cannot be cast to class Guest");
    }

    @Test
    void identityOfALoaderIsNotInWhatEndsAnInitialiser() {
        String text = textOf("""
                        String all = "";
                        try { return Bad.X; } catch (ExceptionInInitializerError e) { all += e.getCause().getMessage() + e; }
                        try { return Bad.X; } catch (NoClassDefFoundError e) { return all + e + e.getCause(); } }
                        static class Bad { static Object X = make(); static Object make() { Object o = new Bad(); return (Guest) o; } }
                        static void x() {""");
        assertThat(text)
                .contains("class Guest$Bad cannot be cast to class Guest")
                .doesNotContain("@");
    }

    @Test
    void lambdaThatIsComparableHasNoIdentityHash() {
        String hash = "Comparable<String> c = s -> 0; return c.hashCode() + Objects.hash(c);";
        assertThat(textOf(hash)).isEqualTo("33");
    }

    @Test
    void exceptionOfTheGuestsOwnIsCaughtAsItWasThrown() {
        assertThat(
                        textOf(
                                "ClassCastException mine = new ClassCastException(\"a (b)\");"
                                        + " try { throw mine; } catch (ClassCastException e) { return e == mine ? e.getMessage() : \"another\"; }"))
                .isEqualTo("a (b)");
    }

    @Test
    void exceptionMadeWithACauseSaysWhatTheJdksWould() {
        String program = """
                class Own extends Exception {
                    Own(Throwable cause) { super(cause); }
                    public String getMessage() { return "own " + super.getMessage(); }
                    public String toString() { return super.toString() + "!"; }
                }
                Exception cause = new IllegalStateException("deep");
                Error failed = new AssertionError(cause);
                return new Own(cause) + ";" + new Own(null) + ";" + new RuntimeException(new Own(cause)).getMessage() + ";"
                    + new Exception((Throwable) null).getMessage() + ";" + failed + (failed.getCause() == cause) + ";"
                    + new AssertionError(List.of(1, 2)) + new AssertionError((Object) null).getCause() + ";"
                    + new UnsupportedOperationException(cause).getCause().getMessage();""";
        assertThat(textOf(program)).isEqualTo(Guest.runUnmetered(Guest.method(program)));
    }

    @Test
    void assertionsAreCheckedWhateverTheHostsFlags() {
        String program =
                "try { assert 1 > 2 : \"one is less\"; return \"off\"; } catch (AssertionError e) { return e.getMessage(); }";
        assertThat(textOf(program)).isEqualTo("one is less");
    }

    @Test
    void objectsOfTheKitHaveTextsAndHashesThatRepeat() {
        String first = kitTexts();
        assertThat(first).isEqualTo(kitTexts()).doesNotContain("$Proxy").doesNotContain("@");
        assertThat(first)
                .contains("class exoscope.kernel.Exokernel")
                .contains("[Frame[frame=3]]Ok[value=[Optional[1], Optional.empty]]")
                .contains("true;false");
    }

    private static String kitTexts() {
        var source = new SourceFile("attack/Probe.java", """
                package attack;
                import exoscope.kernel.*;
                import exoscope.libos.*;
                import java.util.*;
                final class Probe {
                    static Object run(Env env) {
                        var refused = env.kernel().tlbWrite(1, 99999, true, env.kernel().newCapability());
                        Object held = new Result.Ok<>(List.of(Optional.of(1), Optional.empty()));
                        String cast = "";
                        try { Object o = env.kernel(); cast += (String) o; } catch (ClassCastException e) { cast += e; }
                        return env.kernel() + "; " + env.kernel().getClass() + "; " + refused.hashCode() + "; " + refused
                            + "; " + refused.getClass() + "; " + env + "; " + env.hashCode() + "; " + env.getClass()
                            + "; " + env.kernel().hashCode() + "; " + KernelError.values()[0].hashCode() + cast
                            + "; " + new Resource.Frame(3).hashCode() + List.of(new Resource.Frame(3)) + held + held.hashCode()
                            + held.equals(new Result.Ok<>(List.of(Optional.of(1), Optional.empty()))) + ";"
                            + held.equals(new Result.Ok<>(1));
                    }
                }
                """);
        GuestCode code = GuestCode.compile(List.of(source), Attack.KIT).code().orElseThrow();
        Attack attack = new Attack("Probe", "package attack;", Map.of("needs", "env"));
        return String.valueOf(GuestRun.of(code, attack, CountingMeter.generous()));
    }
}
