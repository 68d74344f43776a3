package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel call made with hardly any stack or heap left is carried out as a whole, or was never begun. */
class HeadroomTest {
    private static final int DEPTH = 400;
    private static final int HEAP = 1 << 16;

    /** Goes down so deep, or uses up so much, and makes one call there; what it cannot do it gives up quietly. */
    private static final String GUEST = """
            package student;
            import exoscope.kernel.*;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                Capability key;
                Capability narrow;
                int frame;
                int block;
                int upcalls;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    narrow = env.kernel().restrict(key, Capability.READ).get();
                    frame = env.kernel().allocPages(3, key).get().get(0);
                    block = env.kernel().allocExtent(1).get();
                    int before = free(env);
                    try {
                        if (DEEP > 0) deep(env, DEEP);
                        else full(env, FULL);
                    } catch (StackOverflowError | OutOfMemoryError e) {
                        before = before * 1;
                    }
                    return 0;
                }
                int free(Env env) { return env.kernel().freeFrames().size(); }
                void full(Env env, int left) {
                    byte[] most = new byte[HEAP];
                    call(env);
                }
                int deep(Env env, int n) {
                    if (n == 0) {
                        call(env);
                        return 0;
                    }
                    WIDE
                    return deep(env, n - 1) + 1;
                }
                void call(Env env) { CALL; }
                public void onTlbMiss(Env env, int page, boolean store) { env.kernel().tlbWrite(page, frame + 1, true, key); }
                public void onRevoke(Env env, int asked, long deadline) { upcalls++; env.kernel().acknowledge(asked); }
            }
            """;

    private static final List<String> CALLS = List.of(
            "env.kernel().newCapability()",
            "env.kernel().restrict(key, Capability.READ)",
            "env.kernel().allocPages(2, key)",
            "env.kernel().allocFrame(9, key)",
            "env.kernel().dealloc(frame, key)",
            "env.kernel().changeGuard(frame, key, env.kernel().newCapability())",
            "env.kernel().tlbWrite(7, frame, true, key)",
            "env.kernel().tlbDelete(7)",
            "env.kernel().protCtrl(frame, Capability.READ, key)",
            "env.kernel().allocSlice(5)",
            "env.kernel().deallocSlice(0)",
            "env.kernel().yield(0)",
            "env.kernel().scall(9, Message.EMPTY)",
            "env.kernel().acall(9, Message.EMPTY)",
            "env.kernel().allocExtent(2)",
            "env.kernel().writeBlock(block, frame, key)",
            "env.kernel().readBlock(block, frame, key)",
            "env.kernel().acknowledge(frame)",
            "env.kernel().preloadRepossession(frame, block)",
            "env.kernel().takeRepossessions()",
            "env.kernel().sendPacket(java.util.List.of(), key)",
            "env.kernel().postBuffers(1, 1)",
            "env.load(4096)",
            "env.store(4096, 7)",
            "env.waitForUpcall()");

    private final List<TraceEntry> trace = new ArrayList<>();

    private static final Map<String, List<String>> WHOLE = new HashMap<>();

    /** What happens where there is enough of everything. */
    private List<String> whole(String call) {
        return WHOLE.computeIfAbsent(call, c -> events(c, 3, 0, ""));
    }

    private List<String> events(String call, int deep, int left, String wide) {
        trace.clear();
        Machine machine = new Machine(new MachineConfig(16, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, 5_000_000));
        Processor processor = new Processor(kernel, 3_000_000);
        GuestCode code = code(call, deep, left, wide);
        int env = kernel.createEnvironment("guest", 0);
        processor.append(env, new JavaUserCode(kernel, env, code, "student.Guest", HEAP));
        processor.run(10_000_000);
        List<String> seen = trace.stream()
                .map(TraceEntry::event)
                .filter(KernelEvent.class::isInstance)
                .filter(event -> !(event instanceof KernelEvent.SliceEnded))
                .filter(event -> !(event instanceof KernelEvent.AccountClosed)) // getting there takes its cycles
                .map(Object::toString)
                .toList();
        processor.shutDown();
        return seen;
    }

    private static GuestCode code(String call, int deep, int left, String wide) {
        String source = GUEST.replace("CALL;", call + ";")
                .replace("DEEP", Integer.toString(deep))
                .replace("FULL", Integer.toString(left))
                .replace("HEAP", Integer.toString(left))
                .replace("WIDE", wide);
        return GuestCode.compile(
                        List.of(new SourceFile("student/Guest.java", source)),
                        AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"))
                .code()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void callWithHardlyAnyStackIsMadeAsAWholeOrNotBegun(int missing) {
        for (String call : CALLS) {
            assertThat(events(call, DEPTH - missing, 0, "")).as(call).isIn(whole(call), whole("key = key"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 31, 32, 33, 48, 64, 96, 128, 256})
    void callWithHardlyAnyHeapIsMadeAsAWholeOrNotBegun(int left) {
        for (String call : CALLS) {
            assertThat(events(call, 0, HEAP - 100 - left, "")).as(call).isIn(whole(call), whole("key = key"));
        }
    }

    @Test
    void framesOfTheLargestSizeLeaveTheHostEnoughStackForACall() {
        String wide = IntStream.range(0, 100)
                .mapToObj(i -> "long v" + i + " = n + " + i + "; key = v" + i + " < 0 ? null : key;")
                .collect(Collectors.joining(" "));
        for (String call : CALLS) {
            assertThat(events(call, DEPTH - 5, 0, wide)).as(call).isEqualTo(whole(call));
        }
    }
}
