package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import exoscope.hw.network.Frame;
import exoscope.kernel.KernelEvent.DropReason;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that run when packets arrive. */
class PacketHandlerTest {
    private static final long BUDGET = 5_000;
    private static final RegionSpec COUNTER = RegionSpec.array("counter", 8, 1, true);
    private static final String ANSWER = """
            r6 = r10
            r6 += -64
            r1 = 0
            r2 = r6
            r3 = 60
            call 6
            *(u8 *)(r10 - 49) = 99
            r1 = r6
            r2 = 60
            call 3
            r0 = 0
            exit
            """;

    private final NetworkFixture f = new NetworkFixture();

    private static Program returning(int verdict) {
        return NetworkFixture.program("r0 = " + verdict + "\nexit");
    }

    @ParameterizedTest
    @EnumSource
    void handlerAnswersWithoutItsOwner(Engine engine) {
        NetworkFixture g = new NetworkFixture(engine);
        int filter = g.bind(5);
        assertThat(g.first.attachHandler(filter, NetworkFixture.program(ANSWER), List.of(), BUDGET, g.key))
                .isEqualTo(new Result.Ok<>(true));
        g.arrive(5, 1);
        g.pass(1_000);
        assertThat(g.sent).singleElement().satisfies(frame -> {
            assertThat(frame.at(14)).isEqualTo(5);
            assertThat(frame.at(15)).isEqualTo(99);
        });
        assertThat(g.kernel.nextUpcall(g.one)).isNull();
        assertThat(g.first.ringState(filter)).containsExactly(new Exokernel.RingState(2, 0, 0, 0, 1, 0));
        assertThat(g.events(KernelEvent.PacketSubmitted.class))
                .containsExactly(new KernelEvent.PacketSubmitted(1, 60, true));
    }

    @Test
    void verdictSaysWhatBecomesOfThePacket() {
        int filter = f.bind(5);
        f.first.attachHandler(filter, returning(0), List.of(), BUDGET, f.key).get();
        f.arrive(5, 1);
        f.first.attachHandler(filter, returning(2), List.of(), BUDGET, f.key).get();
        f.arrive(5, 2);
        assertThat(f.content(2, 0)).isEqualTo(2);
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
        f.first.attachHandler(filter, returning(1), List.of(), BUDGET, f.key).get();
        f.arrive(5, 3);
        assertThat(f.content(2, 1)).isEqualTo(3);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketArrived(filter));
        assertThat(f.events(KernelEvent.HandlerRan.class))
                .extracting(KernelEvent.HandlerRan::verdict)
                .containsExactly("DROP", "KEEP", "DELIVER");
    }

    @Test
    void handlerCountsInItsOwnersFrameAndWakesIt() {
        int filter = f.bind(5);
        f.first.allocFrame(3, f.key);
        Program counts = NetworkFixture.program("""
                r1 = value[0]+0
                r0 = *(u64 *)(r1 + 0)
                r0 += 1
                *(u64 *)(r1 + 0) = r0
                r1 = 1
                call 5
                r1 = 2
                call 5
                r0 = 0
                exit
                """, COUNTER);
        f.first.attachHandler(filter, counts, List.of(3), BUDGET, f.key).get();
        f.arrive(5, 1);
        f.arrive(5, 2);
        assertThat(f.word(3, 0)).isEqualTo(2);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.PacketArrived(filter));
        assertThat(f.kernel.nextUpcall(f.two)).as("not its business").isNull();
        f.first.dealloc(3, f.key);
        assertThat(f.first.filters()).as("a handler without its frame").isEmpty();
    }

    @Test
    void ownerPaysForItsHandlerAlsoWhenAnotherRuns() {
        int filter = f.bind(5);
        f.first.attachHandler(filter, returning(0), List.of(), BUDGET, f.key).get();
        long one = f.kernel.chargedTo(f.one);
        long two = f.kernel.chargedTo(f.two);
        Processor processor = new Processor(f.kernel, 1_000);
        Script script = new Script(f.kernel, f.two).compute(5);
        processor.append(
                f.two,
                script.then(() -> f.machine
                                .network()
                                .arrive(
                                        Frame.of(NetworkFixture.packet(5, 1)),
                                        f.machine.clock().now()))
                        .compute(5));
        processor.append(f.one, new Script(f.kernel, f.one).compute(1).await());
        processor.run(f.machine.clock().now() + 3_000);
        long ran = f.events(KernelEvent.HandlerRan.class).getFirst().cycles();
        assertThat(f.kernel.chargedTo(f.one) - one).isGreaterThanOrEqualTo(17 + ran);
        assertThat(f.kernel.chargedTo(f.two) - two).isEqualTo(11L * Script.STEP);
    }

    @Test
    void budgetThatIsUsedUpLosesThePacketAndNoMoreThanTheBudget() {
        int filter = f.bind(5);
        f.first
                .attachHandler(filter, NetworkFixture.program(ANSWER), List.of(), 50, f.key)
                .get();
        long before = f.kernel.chargedTo(f.one);
        f.arrive(5, 1);
        assertThat(f.kernel.chargedTo(f.one) - before).isLessThanOrEqualTo(17 + 50);
        assertThat(f.sent).isEmpty();
        assertThat(f.word(1, 20)).isEqualTo(1);
        assertThat(f.events(KernelEvent.PacketDropped.class))
                .containsExactly(new KernelEvent.PacketDropped(filter, DropReason.BUDGET, 60));
    }

    @Test
    void programThatTheVerifierDoesNotLetInIsRefusedWithItsSentence() {
        int filter = f.bind(5);
        Program unsafe = NetworkFixture.program("r0 = *(u64 *)(r2 + 0)\nexit");
        Result<Boolean> result = f.first.attachHandler(filter, unsafe, List.of(), BUDGET, f.key);
        assertThat(result).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(KernelError.UNSAFE_PROGRAM);
            assertThat(refused.reason()).startsWith("instruction 0").contains("r2");
        });
        assertThat(f.first
                        .attachHandler(filter, returning(3), List.of(), BUDGET, f.key)
                        .error())
                .isEqualTo(KernelError.UNSAFE_PROGRAM);
        f.arrive(5, 1);
        assertThat(f.content(2, 0)).as("as without a handler").isEqualTo(1);
    }

    @Test
    void handlersAreForOwnFiltersWithOwnFramesAndBoundedBudgets() {
        int filter = f.bind(5);
        f.second.allocFrame(4, f.otherKey);
        Program uses = NetworkFixture.program("r0 = 0\nexit", COUNTER);
        assertThat(f.second
                        .attachHandler(filter, uses, List.of(4), BUDGET, f.otherKey)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first
                        .attachHandler(filter, uses, List.of(4), BUDGET, f.key)
                        .error())
                .isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.first.attachHandler(filter, uses, List.of(), BUDGET, f.key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first.attachHandler(filter, uses, List.of(-1), 0, f.key).error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first
                        .attachHandler(filter, uses, List.of(-1), Long.MAX_VALUE, f.key)
                        .error())
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(f.first
                        .attachHandler(filter, uses, List.of(-1), BUDGET, f.key)
                        .ok())
                .isTrue();
    }
}
