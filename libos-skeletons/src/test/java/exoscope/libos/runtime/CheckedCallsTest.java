package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Capability;
import exoscope.kernel.Cost;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ExokernelVolume.Move;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What crosses into the kernel is copied and checked first; what comes back belongs to nobody else. */
class CheckedCallsTest {
    private static final Set<String> CALLS = Set.of("transferBlocks", "patch", "own", "move");

    private final Machine machine = new Machine(new MachineConfig(8, 8, new DiskTiming(0, 0, 0, 100)), TraceSink.NONE);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000));
    private final int env = kernel.createEnvironment("guest", 0);
    private final Exokernel calls = CheckedCalls.of(kernel, env, kernel.callsOf(env));

    /** A list that is another one each time it is looked at. */
    private static final class Changing extends AbstractList<Exokernel.Piece> {
        private int looks;

        @Override
        public Exokernel.Piece get(int index) {
            looks++;
            return new Exokernel.Piece(looks, 0, 64);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void listThatChangesIsLookedAtOnceBeforeTheCallBegins() {
        Changing changing = new Changing();
        List<Object> seen = new ArrayList<>();
        Exokernel recording = (Exokernel) Proxy.newProxyInstance(
                Exokernel.class.getClassLoader(), new Class<?>[] {Exokernel.class}, (proxy, method, arguments) -> {
                    for (int i = 0; i < 3; i++) {
                        seen.addAll((List<?>) arguments[0]);
                    }
                    return new Result.Ok<>(1);
                });
        Capability key = calls.newCapability();

        CheckedCalls.of(kernel, env, recording).sendPacket(changing, key);
        assertThat(changing.looks).isEqualTo(1);
        assertThat(seen).containsOnly(new Exokernel.Piece(1, 0, 64));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void listOfSomethingElseIsRefused() {
        List pieces = List.of("no piece");
        assertThat(calls.sendPacket(pieces, calls.newCapability()))
                .isEqualTo(new Result.Refused<>(KernelError.BAD_ARGUMENT, "something else where a Piece is expected"));
    }

    @Test
    void nothingWhereSomethingIsExpectedIsRefusedByEveryCall() throws ReflectiveOperationException {
        for (Method call : Exokernel.class.getMethods()) {
            Class<?>[] types = call.getParameterTypes();
            @Nullable Object[] arguments = new Object[types.length];
            boolean takesObjects = false;
            for (int i = 0; i < types.length; i++) {
                takesObjects |= !types[i].isPrimitive();
                arguments[i] = types[i] == int.class
                        ? 1
                        : types[i] == long.class ? (Object) 1L : (types[i] == boolean.class ? true : null);
            }
            if (takesObjects) {
                assertThat(call.invoke(calls, arguments))
                        .as(call.getName())
                        .isInstanceOfSatisfying(
                                Result.Refused.class,
                                refused -> assertThat(refused.error()).isEqualTo(KernelError.BAD_ARGUMENT));
            }
        }
    }

    @Test
    void noCodeOfTheGuestsRunsInsideDiskAndVolumeCalls() {
        boolean[] inside = new boolean[1];
        List<Object> hostile = new AbstractList<>() {
            @Override
            public Object get(int index) {
                return index * size();
            }

            @Override
            public int size() {
                inside[0] |= StackWalker.getInstance()
                        .walk(frames -> frames.anyMatch(frame -> CALLS.contains(frame.getMethodName())
                                && frame.getClassName().startsWith("exoscope.kernel.")));
                return 1;
            }
        };
        Capability key = calls.newCapability();
        calls.disk().transferBlocks(cast(hostile), true, key);
        calls.disk().transferBlocks(List.of(new BlockRun(0, cast(hostile))), true, key);
        calls.volume().patch(10, cast(hostile), key);
        calls.volume().patch(10, List.of(new Patch(0, cast(hostile))), key);
        calls.volume().own(10, 11, 1, 0, cast(hostile), key);
        calls.volume().move(new Move(10, 11, 12, 1, cast(hostile), cast(hostile)), key);
        assertThat(inside[0]).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> cast(List<Object> list) {
        return (List<T>) (List<?>) list;
    }

    @Test
    @SuppressWarnings("NullAway")
    void listOfSomethingElseIsRefusedByDiskCallsToo() {
        assertThat(calls.disk()
                        .transferBlocks(cast(List.of("no piece")), true, calls.newCapability())
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(calls.volume().move(null, calls.newCapability()).error()).isEqualTo(KernelError.BAD_ARGUMENT);
    }

    @Test
    void partsOfTheContractAreTheSameEachTimeAndInEachRun() {
        assertThat(calls.disk()).isSameAs(calls.disk()).isEqualTo(calls.disk());
        assertThat(calls.volume()).isSameAs(calls.volume());
        assertThat(calls.disk().hashCode()).isEqualTo(env);
        assertThat(calls.volume()).hasToString("kernel calls of environment " + env);
    }

    @Test
    @SuppressWarnings("NullAway")
    void callThatIsRefusedOnTheWayIsCountedAndPaidFor() {
        long calledBefore = kernel.ledger().of(env).calls();
        long chargedBefore = kernel.chargedTo(env);
        calls.sendPacket(null, null);
        assertThat(kernel.ledger().of(env).calls()).isEqualTo(calledBefore + 1);
        assertThat(kernel.chargedTo(env)).isEqualTo(chargedBefore + Cost.SYSTEM_CALL.cycles());
    }

    @Test
    void whatTheKernelHandsOutCannotBeChanged() {
        assertThatThrownBy(() -> calls.freeFrames().clear()).isInstanceOf(UnsupportedOperationException.class);
        List<Integer> frames = calls.allocPages(2, calls.newCapability()).get();
        assertThatThrownBy(frames::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
