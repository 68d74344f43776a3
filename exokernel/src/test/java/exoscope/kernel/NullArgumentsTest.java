package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every call with null at each place where a reference belongs, and in lists: an answer, and nothing has changed. */
class NullArgumentsTest {
    private static final List<KernelError> ANSWERS = List.of(KernelError.BAD_ARGUMENT, KernelError.FORGED_CAPABILITY);

    /** A kernel with a filter in frames 1 and 2; the first environment has frames 3 and 4 besides. */
    private static final class Case {
        final NetworkFixture f = new NetworkFixture();
        final int filter = f.bind(5);

        Case() {
            f.first.allocFrame(3, f.key);
            f.first.allocFrame(4, f.key);
        }

        /** An argument that makes sense in a call of that name. */
        Object valid(String call, Class<?> type, int place) {
            if (type == int.class) {
                boolean filters = call.equals("attachHandler") && place == 0;
                return call.endsWith("call") ? f.two : filters ? filter : 3;
            }
            return switch (type.getSimpleName()) {
                case "long" -> 1_000L;
                case "boolean" -> true;
                case "Capability" -> f.key;
                case "Filter" -> NetworkFixture.filter(6);
                case "Program" -> NetworkFixture.program("r0 = 0\nexit");
                case "Message" -> Message.EMPTY;
                case "List" -> list(call);
                default -> throw new AssertionError("this test knows no " + type);
            };
        }

        private static List<?> list(String call) {
            return switch (call) {
                case "bindFilter" -> List.of(4);
                case "sendPacket" -> List.of(new Exokernel.Piece(3, 0, NetworkFixture.BYTES));
                default -> List.of();
            };
        }

        /** What a libOS could find out, and what is not exposed. */
        String state() {
            return f.kernel.framesOf(f.one) + " " + f.kernel.frames().freeCount() + " "
                    + f.kernel.vector().owners()
                    + f.kernel.network().filters().installed()
                    + f.kernel.network().sendingOf(f.one)
                    + f.kernel.predicates().anythingOf(f.one)
                    + f.kernel.translations().inSoftware(f.one, 1)
                    + f.kernel.frames().guard(3) + f.kernel.nextUpcall(f.one) + f.kernel.nextUpcall(f.two)
                    + f.kernel.pendingYield();
        }
    }

    @TestFactory
    List<DynamicTest> nullIsRefusedAtEachPlace() {
        List<DynamicTest> tests = new ArrayList<>();
        Method[] methods = Exokernel.class.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method method : methods) {
            Class<?>[] types = method.getParameterTypes();
            for (int place = 0; place < types.length; place++) {
                if (!types[place].isPrimitive() && !Modifier.isStatic(method.getModifiers())) {
                    add(tests, method, place, null);
                    if (types[place] == List.class) {
                        add(tests, method, place, Collections.singletonList(null));
                        add(tests, method, place, List.of("no number"));
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(25);
        return tests;
    }

    private static void add(List<DynamicTest> tests, Method method, int place, @Nullable Object wrong) {
        String name = "%s, argument %d: %s".formatted(method.getName(), place + 1, wrong);
        tests.add(DynamicTest.dynamicTest(name, () -> refuses(method, place, wrong)));
    }

    private static void refuses(Method method, int place, @Nullable Object wrong) throws ReflectiveOperationException {
        Case c = new Case();
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == place ? wrong : c.valid(method.getName(), types[i], i);
        }
        String before = c.state();
        try {
            Object answer = method.invoke(c.f.first, arguments);
            assertThat(answer).isInstanceOf(Result.Refused.class);
            assertThat(((Result<?>) answer).error()).isIn(ANSWERS);
        } catch (InvocationTargetException e) {
            throw new AssertionError("an exception out of the kernel", e.getCause());
        }
        assertThat(c.state()).isEqualTo(before);
        c.f.kernel.invariants().checkAll();
    }
}
