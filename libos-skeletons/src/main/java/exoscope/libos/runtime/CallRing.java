package exoscope.libos.runtime;

import exoscope.hw.Clock;
import exoscope.kernel.Exokernel;
import exoscope.libos.runtime.LibOsEvent.KernelCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last kernel calls of an environment, with arguments and results. It stands between a libOS and the kernel
 * and costs no cycles: what it remembers becomes text only when somebody asks.
 */
final class CallRing {
    /** Calls remembered. */
    static final int KEPT = 12;

    private static final Object[] NO_ARGUMENTS = {};

    private final Clock clock;
    private final @Nullable Noted[] ring = new Noted[KEPT];
    private int next;

    /** A call as it was made. */
    private static final class Noted {
        private final long cycle;
        private final Method call;
        private final @Nullable Object[] arguments;
        private @Nullable Object result;
        private boolean answered;

        Noted(long cycle, Method call, @Nullable Object[] arguments) {
            this.cycle = cycle;
            this.call = call;
            this.arguments = arguments;
        }

        KernelCall told() {
            return new KernelCall(
                    cycle, call.getName(), CallText.of(arguments), answered ? CallText.of(result) : "no answer");
        }
    }

    CallRing(Clock clock) {
        this.clock = clock;
    }

    /** The same calls, remembered from now on. */
    @SuppressWarnings("ReferenceEquality") // these calls are equal to themselves only
    Exokernel around(Exokernel calls) {
        return (Exokernel) Proxy.newProxyInstance(
                Exokernel.class.getClassLoader(), new Class<?>[] {Exokernel.class}, (proxy, method, given) -> {
                    @Nullable Object[] arguments = given == null ? NO_ARGUMENTS : given;
                    if (method.getDeclaringClass().equals(Object.class)) {
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : carryOut(calls, method, arguments);
                    }
                    Noted noted = new Noted(clock.now(), method, CallText.frozen(arguments));
                    ring[next] = noted;
                    next = (next + 1) % KEPT;
                    noted.result = carryOut(calls, method, arguments);
                    noted.answered = true;
                    return noted.result;
                });
    }

    private static Object carryOut(Exokernel calls, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(calls, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    /** What is remembered, the oldest first. */
    List<KernelCall> told() {
        List<KernelCall> told = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            Noted noted = ring[(next + i) % KEPT];
            if (noted != null) {
                told.add(noted.told());
            }
        }
        return told;
    }
}
