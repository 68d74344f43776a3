package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllowListTest {

    @ParameterizedTest
    @MethodSource("exoscope.libos.metered.AllowList#jdkClasses")
    void everyListedMemberExists(String className) throws ClassNotFoundException {
        Set<String> existing = new HashSet<>();
        for (Class<?> at = Class.forName(className); at != null; at = at.getSuperclass()) {
            addMembers(existing, at);
        }
        for (Method method : Class.forName(className).getMethods()) {
            add(existing, method.getName(), descriptor(method));
        }
        addMembers(existing, Object.class);

        assertThat(existing).containsAll(AllowListText.read().members(className).keySet());
    }

    /** The kit makes the message of an exception that is made with a cause alone. */
    @ParameterizedTest
    @MethodSource("exoscope.libos.metered.AllowList#jdkClasses")
    void exceptionThatTakesACauseTakesAMessageWithIt(String className) throws ClassNotFoundException {
        List<Constructor<?>> constructors = List.of(Class.forName(className).getDeclaredConstructors());
        if (AllowList.withKit().isThrowable(className) && take(constructors, Throwable.class)) {
            assertThat(take(constructors, String.class, Throwable.class)
                            || !AllowListText.read().members(className).containsKey("<init>"))
                    .isTrue();
        }
    }

    private static boolean take(List<Constructor<?>> constructors, Class<?>... types) {
        return constructors.stream().anyMatch(each -> Arrays.equals(each.getParameterTypes(), types));
    }

    private static void addMembers(Set<String> existing, Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            add(existing, method.getName(), descriptor(method));
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            add(existing, "<init>", MethodType.methodType(void.class, constructor.getParameterTypes()));
        }
        Arrays.stream(type.getDeclaredFields()).forEach(field -> existing.add(field.getName()));
    }

    private static MethodType descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    /** The list names a member with its descriptor where it means but one of several. */
    private static void add(Set<String> existing, String name, MethodType type) {
        existing.add(name);
        existing.add(name + type.descriptorString());
    }
}
