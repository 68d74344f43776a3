package exoscope.libos.metered;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * The classes of one environment. It defines the submission's rewritten classes and its own copy of what they call,
 * and finds nothing else but the allow-list: for any other name there is no class.
 */
public final class GuestClassLoader extends ClassLoader {
    private static final String TEMPLATES = "exoscope.libos.metered.guest.";
    private static final Map<String, byte[]> TEMPLATE_BYTES =
            Map.of(TEMPLATES + "Metering", template("Metering"), TEMPLATES + "GuestObject", template("GuestObject"));

    /**
     * What the templates and the JVM's linking of lambdas, strings, records and switches name beside the allow-list.
     */
    private static final Set<String> LINKED = Set.of(
            GuestMeter.class.getName(),
            GuestLibrary.class.getName(),
            GuestClassLoader.class.getName(),
            "java.lang.ClassLoader",
            "java.lang.TypeNotPresentException",
            "java.lang.invoke.CallSite",
            "java.lang.invoke.ConstantBootstraps",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.MethodHandle",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.MethodType",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.invoke.TypeDescriptor",
            "java.lang.runtime.ObjectMethods",
            "java.lang.runtime.SwitchBootstraps");

    private final GuestCode code;
    private final SwitchableMeter meter;

    GuestClassLoader(GuestCode code, GuestMeter meter) {
        super("guest", GuestClassLoader.class.getClassLoader());
        this.code = code;
        this.meter = new SwitchableMeter(meter);
    }

    /** Links the classes to another environment's meter. */
    void lendTo(GuestMeter other) {
        meter.switchTo(other);
    }

    /** Says that the environment has ended: none of its code runs any more, or ever will. */
    public void release() {
        code.takeBack(this);
    }

    /** The meter of the environment that a class belongs to. Called by rewritten code alone. */
    public static GuestMeter meterOf(Class<?> guestClass) {
        if (guestClass.getClassLoader() instanceof GuestClassLoader loader) {
            return loader.meter;
        }
        throw new IllegalStateException(guestClass.getName() + " belongs to no environment");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] own = bytes(name);
            if (own != null) {
                return defineClass(name, own, 0, own.length);
            }
            if (LINKED.contains(name) || code.allowList().permits(name)) {
                return getParent().loadClass(name);
            }
            throw new ClassNotFoundException(name + " does not exist for guest code");
        }
    }

    private byte @org.jspecify.annotations.Nullable [] bytes(String name) {
        byte[] template = TEMPLATE_BYTES.get(name);
        return template != null ? template : code.bytes(name);
    }

    private static byte[] template(String simpleName) {
        String resource = "guest/" + simpleName + ".class";
        try (InputStream in = GuestClassLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The kit is incomplete: " + resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's " + resource + " cannot be read", e);
        }
    }
}
