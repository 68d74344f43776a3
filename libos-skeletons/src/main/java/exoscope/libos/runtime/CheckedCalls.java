package exoscope.libos.runtime;

import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelDisk;
import exoscope.kernel.ExokernelVolume;
import exoscope.kernel.Kernel;
import exoscope.kernel.Result;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The kernel calls of an environment, as its code reaches them: what crosses is copied and of the type it is said to be.
 * A guest's own list is walked here, before the call begins, so no code of the guest's runs inside the kernel, and what
 * the kernel checks is what it uses. Nothing where something is expected is refused, with a reason.
 */
final class CheckedCalls {
    /** Elements that are copied of a list: more than any call takes, so that a longer one is refused for its length. */
    private static final int MOST_ELEMENTS = 4096;

    private static final Object[] NO_ARGUMENTS = {};

    private static final Set<Class<?>> PARTS = Set.of(ExokernelDisk.class, ExokernelVolume.class);

    /** By method, since asking for them takes longer than most calls. */
    private static final Map<Method, Parameter[]> PARAMETERS = new ConcurrentHashMap<>();

    /**
     * What an argument has to be.
     *
     * @param type boxed
     * @param plain whether all that is of the type is good: it has no parts that could be anything else
     */
    private record Parameter(Class<?> type, Type declared, boolean plain) {}

    private final Kernel kernel;
    private final int env;
    /** The parts of the contract that are interfaces of their own, checked, by the calls that lead to them. */
    private final Map<String, Object> parts = new HashMap<>();

    private CheckedCalls(Kernel kernel, int env) {
        this.kernel = kernel;
        this.env = env;
    }

    static Exokernel of(Kernel kernel, int env, Exokernel calls) {
        return new CheckedCalls(kernel, env).around(Exokernel.class, calls);
    }

    private <T> T around(Class<T> type, Object calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        call(calls, proxy, method, arguments == null ? NO_ARGUMENTS : arguments)));
    }

    @SuppressWarnings("ReferenceEquality") // these calls are equal to themselves only
    private Object call(Object calls, Object proxy, Method method, @Nullable Object[] given) throws Throwable {
        if (method.getDeclaringClass().equals(Object.class)) {
            return method.getName().equals("equals") ? (Object) (proxy == given[0]) : carryOut(calls, method, given);
        }
        if (PARTS.contains(method.getReturnType())) {
            Object part = carryOut(calls, method, given);
            return parts.computeIfAbsent(method.getName(), name -> around(method.getReturnType(), part));
        }
        @Nullable Object[] arguments = given.clone();
        Parameter[] parameters = PARAMETERS.computeIfAbsent(method, CheckedCalls::parametersOf);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof List<?> list) {
                arguments[i] = copied(list);
            }
            if (parameters[i].plain && parameters[i].type.isInstance(arguments[i])) {
                continue;
            }
            String problem = problem(arguments[i], parameters[i].declared);
            if (problem != null) {
                return refuse(method, problem);
            }
        }
        return unshared(carryOut(calls, method, arguments));
    }

    private static Parameter[] parametersOf(Method method) {
        Type[] declared = method.getGenericParameterTypes();
        Parameter[] parameters = new Parameter[declared.length];
        for (int i = 0; i < parameters.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            boolean numbers = type.isRecord()
                    && Arrays.stream(type.getRecordComponents())
                            .allMatch(part -> part.getType().isPrimitive());
            Class<?> boxed = MethodType.methodType(type).wrap().returnType();
            parameters[i] = new Parameter(boxed, declared[i], type.isPrimitive() || numbers);
        }
        return parameters;
    }

    private static Object carryOut(Object calls, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(calls, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private static List<@Nullable Object> copied(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>();
        Iterator<?> elements = list.iterator();
        while (copy.size() <= MOST_ELEMENTS && elements.hasNext()) {
            copy.add(elements.next());
        }
        return copy;
    }

    /** What is wrong with an argument, in words; null if nothing is. */
    private static @Nullable String problem(@Nullable Object value, Type type) throws ReflectiveOperationException {
        Class<?> expected = (Class<?>) (type instanceof ParameterizedType list ? list.getRawType() : type);
        if (expected.isPrimitive()) {
            return null;
        }
        if (!expected.isInstance(value)) {
            String found = value == null ? "nothing" : "something else";
            return "%s where a %s is expected".formatted(found, expected.getSimpleName());
        }
        if (type instanceof ParameterizedType list && value instanceof List<?> elements) {
            return problemInside(elements, list.getActualTypeArguments()[0]);
        }
        return expected.isRecord() ? problemOfParts((Record) value, expected) : null;
    }

    private static @Nullable String problemInside(List<?> elements, Type type) throws ReflectiveOperationException {
        for (Object element : elements) {
            String problem = problem(element, type);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /** A record of the kit's copies its lists when it is made, but a cast may have put anything into them. */
    private static @Nullable String problemOfParts(Record value, Class<?> type) throws ReflectiveOperationException {
        for (RecordComponent part : type.getRecordComponents()) {
            if (!part.getType().isPrimitive()) {
                String problem = problem(part.getAccessor().invoke(value), part.getGenericType());
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private Object refuse(Method method, String problem) {
        return kernel.refuseCall(env, method.getName(), problem);
    }

    /** What the kernel hands out, in a list that nobody can change. */
    private static Object unshared(Object result) {
        if (result instanceof List<?> list) {
            return List.copyOf(list);
        }
        return result instanceof Result.Ok<?> ok && ok.value() instanceof List<?> list
                ? new Result.Ok<>(List.copyOf(list))
                : result;
    }
}
