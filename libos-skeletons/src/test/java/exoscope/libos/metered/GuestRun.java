package exoscope.libos.metered;

import exoscope.libos.Env;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs an attack without a machine: in this JVM, or in one of its own, which it may end. */
final class GuestRun {
    private GuestRun() {}

    static @Nullable Object result(GuestCode code, Attack attack) {
        return of(code, attack, LooseMeter.endingAfterCycles(Long.MAX_VALUE));
    }

    static @Nullable Object of(GuestCode code, Attack attack, MeteredEnvironment meter) {
        return of(code.load(meter), attack);
    }

    static @Nullable Object of(ClassLoader loader, Attack attack) {
        try {
            Method run = loader.loadClass(attack.className()).getDeclaredMethod("run", Env.class);
            run.setAccessible(true);
            return run.invoke(null, attack.has("needs") ? new AttackedMachine().env() : null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError("The attack threw " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The attack has no run(Env)", e);
        }
    }

    /** The exit code of a JVM that runs an attack with no allow-list. */
    static int inChild(Attack attack) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuestRun.class.getName(),
                        attack.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The child: exits with what the attack makes it exit with. */
    public static void main(String[] arguments) {
        List<Attack> named = Attack.all().stream()
                .filter(attack -> attack.name().equals(arguments[0]))
                .toList();
        Attack attack = named.getFirst();
        GuestCode code = GuestCode.compile(attack.sources(), Attack.KIT, Set.of(Defence.ALLOW_LIST))
                .code()
                .orElseThrow();
        Objects.requireNonNull(result(code, attack));
    }
}
