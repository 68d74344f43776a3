package exoscope.libos.metered;

import java.lang.reflect.Field;
import java.util.Set;

/**
 * The classes of one environment. It defines the submission's rewritten classes and its own copy of what they call,
 * and finds nothing else but the allow-list: for any other name there is no class.
 */
public final class GuestClassLoader extends ClassLoader {
    /**
     * What the templates and the JVM's linking of lambdas, strings, records and switches name beside the allow-list.
     */
    private static final Set<String> LINKED = Set.of(
            GuestMeter.class.getName(),
            GuestCosts.class.getName(),
            HostStored.class.getName(),
            GuestLibrary.class.getName(),
            GuestClassLoader.class.getName(),
            "java.lang.ClassLoader",
            "java.util.Locale",
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
    private final GuestMeter meter;

    GuestClassLoader(GuestCode code, MeteredEnvironment environment) {
        super("guest", GuestClassLoader.class.getClassLoader());
        this.code = code;
        meter = new GuestMeter(environment);
    }

    /** Has the classes charge another environment, and has them know nothing of the one before. */
    void lendTo(MeteredEnvironment other) {
        Class<?> objects = findLoadedClass(GuestTemplates.PACKAGE + "GuestObject");
        if (objects != null) {
            forgetObjects(objects);
        }
        meter.lendTo(other);
    }

    /** The number of the last object that was asked for its hash is all that the kit's own classes keep. */
    private static void forgetObjects(Class<?> objects) {
        try {
            Field last = objects.getDeclaredField("asked");
            last.setAccessible(true);
            last.setInt(null, 0);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kit's guest classes are not what they were", e);
        }
    }

    /** Says that the environment has ended: none of its code runs any more, or ever will. */
    public void release() {
        code.takeBack(this);
    }

    /** What its classes charge, for the environment that has them now. */
    public GuestMeter meter() {
        return meter;
    }

    /** The meter of the environment that a class belongs to. Called by rewritten code alone. */
    public static GuestMeter meterOf(Class<?> guestClass) {
        if (guestClass.getClassLoader() instanceof GuestClassLoader loader) {
            return loader.meter;
        }
        throw new IllegalStateException(guestClass.getName() + " belongs to no environment");
    }

    /** Whether a frame of a stack is one of the submission's own methods. */
    public boolean owns(StackTraceElement frame) {
        return code.bytes(frame.getClassName()) != null && frame.getFileName() != null;
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
            if (LINKED.contains(name) || code.findsAll() || code.allowList().permits(name)) {
                return getParent().loadClass(name);
            }
            throw new ClassNotFoundException(name + " does not exist for guest code");
        }
    }

    private byte @org.jspecify.annotations.Nullable [] bytes(String name) {
        byte[] template = GuestTemplates.bytes(name);
        return template != null ? template : code.bytes(name);
    }
}
