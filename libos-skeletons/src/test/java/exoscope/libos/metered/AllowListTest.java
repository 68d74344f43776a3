package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllowListTest {

    @ParameterizedTest
    @MethodSource("exoscope.libos.metered.AllowList#jdkClasses")
    void everyListedMemberExists(String className) throws ClassNotFoundException {
        Class<?> type = Class.forName(className);
        Set<String> existing = new HashSet<>(Set.of("<init>", "<init>(J)V"));
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Arrays.stream(at.getDeclaredMethods()).forEach(method -> existing.add(method.getName()));
            Arrays.stream(at.getDeclaredFields()).forEach(field -> existing.add(field.getName()));
        }
        Arrays.stream(Object.class.getMethods()).forEach(method -> existing.add(method.getName()));
        Arrays.stream(type.getMethods()).forEach(method -> existing.add(method.getName()));

        assertThat(existing).containsAll(AllowListText.read().members(className).keySet());
    }
}
