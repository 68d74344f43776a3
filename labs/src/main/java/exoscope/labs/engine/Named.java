package exoscope.labs.engine;

/** Classes of the kit that a lab file names. */
final class Named {
    private Named() {}

    /** A new object of the class of this name, which has a constructor without parameters. */
    static <T> T create(String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    "lab.yaml names %s, which is no %s that can be made".formatted(className, type.getSimpleName()), e);
        }
    }
}
