package exoscope.libos.metered;

import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;

/** How many bytes the cost table counts for an object, by its fields; the host's JVM may lay it out otherwise. */
final class ObjectLayout {
    private final GuestTypes types;

    ObjectLayout(GuestTypes types) {
        this.types = types;
    }

    boolean isThrowable(String className) {
        return types.isThrowable(className);
    }

    int bytes(String className) {
        int bytes = GuestCosts.OBJECT_HEAD;
        String name = className;
        ClassModel model = types.model(name);
        if (model == null) {
            return GuestCosts.SMALL_OBJECT;
        }
        while (model != null) {
            long fields = model.fields().stream()
                    .filter(field -> !field.flags().has(AccessFlag.STATIC))
                    .count();
            bytes += (int) fields * GuestCosts.SLOT;
            name = model.superclass()
                    .map(parent -> GuestTypes.binaryName(parent.asSymbol()))
                    .orElse("");
            model = types.model(name);
        }
        return bytes;
    }
}
