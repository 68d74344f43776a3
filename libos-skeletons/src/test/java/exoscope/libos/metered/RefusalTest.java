package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What guest code may not do is refused before any class is defined, at its line, with advice. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(0);                                        | System.exit() | only the kit ends a run",
                "System.out.println(1);                                 | System.out | the console of your environment",
                "System.currentTimeMillis();                            | System.currentTimeMillis() | use env.now()",
                "System.nanoTime();                                     | System.nanoTime() | a run must repeat exactly",
                "System.identityHashCode(\"\");                         | System.identityHashCode() | differs from run to run",
                "System.getenv();                                       | System.getenv() | the computer it runs on",
                "Math.random();                                         | Math.random() | java.util.Random(seed)",
                "new Random();                                          | new Random() | with a seed of your own",
                "UUID.randomUUID();                                     | UUID.randomUUID() | must repeat exactly",
                "Collections.shuffle(new ArrayList<>());                | Collections.shuffle() | Random(seed)",
                "Set.of(1, 2);                                          | Set.of() | LinkedHashSet",
                "Map.of(1, 2);                                          | Map.of() | LinkedHashMap",
                "new Thread(() -> {}).start();                          | Thread.start() | slices",
                "Thread.sleep(1);                                       | Thread.sleep() | slices",
                "new java.util.concurrent.atomic.AtomicInteger();       | new AtomicInteger() | one thread of control",
                "List.of(1).parallelStream();                           | List.parallelStream() | write a loop",
                "List.of(1).stream();                                   | List.stream() | write a loop",
                "Class.forName(\"java.lang.Runtime\");                  | Class.forName() | reflection",
                "\"\".getClass().getMethods();                          | Class.getMethods() | reflection",
                "Guest.class.getClassLoader();                          | Class.getClassLoader() | reflection",
                "java.lang.invoke.MethodHandles.lookup();               | MethodHandles.lookup() | reflection",
                "ServiceLoader.load(Runnable.class);                    | ServiceLoader.load() | reflection",
                "java.lang.reflect.Proxy.isProxyClass(String.class);    | Proxy.isProxyClass() | reflection",
                "Runtime.getRuntime().halt(0);                          | Runtime.halt() | nothing replaces it",
                "new ProcessBuilder().start();                          | ProcessBuilder.start() | nothing replaces it",
                "new java.io.File(\"x\").delete();                      | File.delete() | only through the kernel",
                "new java.io.ObjectOutputStream(null);                  | new ObjectOutputStream() | only through the kernel",
                "java.nio.file.Files.exists(null);                      | Files.exists() | only through the kernel",
                "\"a\".repeat(9);                                       | String.repeat() | StringBuilder",
                "String.format(\"%d\", 1);                              | String.format() | StringBuilder",
                "\"a,b\".split(\",\");                                  | String.split() | indexOf",
                "\"a\".intern();                                        | String.intern() | equals",
                "new java.math.BigInteger(\"1\");                       | new BigInteger() | use long",
                "java.time.Instant.now();                               | Instant.now() | env.now()",
                "new Exception().printStackTrace();                     | Exception.printStackTrace() | console",
                "new Exception().getStackTrace();                       | Exception.getStackTrace() | not the same in every run",
                "new Exception().initCause(null);                       | Exception.initCause() | give the cause to the constructor",
                "new String(new byte[1], \"UTF-8\");                   | new String() | cast each byte to char",
                "new String(new byte[1]);                               | new String() | cast each byte to char",
                "Integer.parseInt(\"1\", 0, 1, 10);                    | Integer.parseInt() | give it a String",
                "\"\".wait();                                           | Object.wait() | no threads",
                "Runnable r = System::gc; r.run();                      | System.gc() | emulated machine",
                "Supplier<Long> s = System::nanoTime;                   | System.nanoTime() | env.now()",
                "new ArrayList<Integer>() { };                          | The class Guest$1 extends java.util.ArrayList | keep one in a field",
                "new java.lang.ref.WeakReference<>(\"\");               | new WeakReference() | reflection",
                "new IdentityHashMap<>();                               | new IdentityHashMap() | LinkedHashMap",
                "synchronized (\"\") { }                                | A synchronized block | leave the lock away",
                "S\\u0079stem.exit(0);                                  | System.exit() | only the kit ends a run"
            })
    void refusalNamesTheThingItsLineAndWhatToUse(String statement, String subject, String advice) {
        List<String> refusals = Guest.refusals(Guest.method("\n\n" + statement + "\nreturn 0;"));

        assertThat(refusals)
                .anySatisfy(refusal -> assertThat(refusal).contains(subject).contains(advice))
                .anySatisfy(refusal -> assertThat(refusal).matches("Guest\\.java(:7)?: .*"));
    }

    @Test
    void whatIsRefusedAtALineIsSaidOnceAndWithItsFolder() {
        var source = new SourceFile(
                "lab04/Pager.java",
                "package lab04;\nclass Pager {\n  Thread t = new Thread(() -> {});\n  Thread u = t;\n}\n");

        assertThat(Guest.refusals(List.of(source)))
                .containsExactly(
                        "lab04/Pager.java:3: new Thread() is not available to a libOS, because an environment is one"
                                + " thread of control; use slices and further environments of the kernel.");
    }

    @Test
    void refusalReadsAsASentence() {
        assertThat(Guest.refusals(Guest.method("return System.currentTimeMillis();")))
                .containsExactly(
                        "Guest.java:5: System.currentTimeMillis() is not available to a libOS, because a run must"
                                + " repeat exactly; use env.now(), the machine's cycle count.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public class Guest { static native void f(); }                            | is native",
                "public class Guest { static synchronized void f() { } }                   | synchronized method f()",
                "public class Guest { protected void finalize() { } }                      | garbage collector",
                "public class Guest { Thread t; }                                          | java.lang.Thread is not available",
                "public class Guest { void f(java.io.InputStream in) { } }                 | java.io.InputStream is not available",
                "@interface Guest { }                                                      | nothing could read it",
                "public class Guest extends ClassLoader { }                                | java.lang.ClassLoader is not available",
                "public class Guest extends Thread { public void run() { } }               | java.lang.Thread is not available",
                "class Guest extends Random { Guest() { super(1); } }                      | extends java.util.Random"
            })
    void declarationsAreRefused(String declaration, String reason) {
        assertThat(Guest.refusals(Guest.program(declaration)))
                .anySatisfy(refusal -> assertThat(refusal).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"exoscope.libos.metered", "exoscope.kernel", "exoscope.hw.trace"})
    void packagesOfTheKitAreNotTheGuests(String name) {
        var source = new SourceFile("Mine.java", "package " + name + "; class Mine { }");

        assertThat(Guest.refusals(List.of(source)))
                .containsExactly(
                        "Mine.java: The class " + name
                                + ".Mine is in a package that belongs to Java or to the kit; put it into a package of your own.");
    }

    @Test
    void javaPackagesDoNotEvenCompile() {
        var source = new SourceFile("Mine.java", "package java.lang; public class Mine { }");

        assertThat(GuestCode.compile(List.of(source), Guest.JDK_ONLY).problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EnvironmentEnded", "GuestMeter", "guest.Metering", "GuestClassLoader", "GuestLibrary"})
    void machineryOfMeteringDoesNotExistForGuests(String name) {
        var source = new SourceFile("Guest.java", "class Guest { exoscope.libos.metered." + name + " mine; }");
        AllowList all = AllowList.withKit("exoscope.libos", "exoscope.libos.metered");

        GuestBuild build = GuestCode.compile(List.of(source), all);
        assertThat(build.code()).isEmpty();
        assertThat(build.problems()).first().asString().contains("does not exist");
    }

    @Test
    void damagedClassFilesAreRefusedAsAWhole() {
        var classes = GuestCode.unmetered(
                Guest.method(
                        "int n = 0; for (String s : List.of(\"a\")) n += s.length(); Runnable r = () -> {}; return n;"),
                Guest.JDK_ONLY);
        byte[] whole = Objects.requireNonNull(classes.get("Guest"));
        var verifier = new GuestVerifier(Guest.JDK_ONLY);

        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x55;
            var single = new TreeMap<String, byte[]>();
            single.put("Guest", damaged);
            single.put("Short", Arrays.copyOf(whole, at));
            assertThat(verifier.verify(single))
                    .anyMatch(refusal -> refusal.className().equals("Short"));
        }
    }

    @Test
    void classLoaderFindsNothingBesideTheListAndTheGuest() {
        GuestClassLoader loader = Guest.code(Guest.method("return 1;")).load(CountingMeter.strict());

        for (String name : List.of(
                "java.lang.Runtime",
                "java.lang.Thread",
                "exoscope.libos.metered.GuestCode",
                "java.io.File",
                "Nobody")) {
            assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        }
    }
}
