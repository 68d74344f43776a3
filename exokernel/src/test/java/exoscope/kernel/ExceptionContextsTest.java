package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.CpuContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Handlers, save areas, and who is told of what the devices did. */
class ExceptionContextsTest {
    private static final int PC = 0x400100;
    private static final int OVERFLOW = 12;

    private final KernelFixture f = new KernelFixture();
    private final CpuContext context = new CpuContext();

    private @Nullable KernelError bind(int cause, int pc, int frame, int offset) {
        return f.first.bindHandler(cause, pc, frame, offset, f.key).error();
    }

    private int word(int frame, int offset) {
        return f.machine.memory().word((frame << 12) + offset);
    }

    @Test
    void whatIsBoundIsCheckedOnceForAll() {
        f.first.allocFrame(3, f.key);
        f.second.allocFrame(4, f.otherKey);
        assertThat(bind(OVERFLOW, PC, 4, 0)).isEqualTo(KernelError.NOT_OWNER);
        assertThat(bind(OVERFLOW, PC, 5, 0)).isEqualTo(KernelError.NOT_OWNER);
        assertThat(bind(OVERFLOW, PC, -1, 0)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, PC, 3, 4096 - ExceptionContexts.AREA_BYTES + 4))
                .isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, PC, 3, Integer.MIN_VALUE)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, PC, 3, Integer.MAX_VALUE)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(8, PC, 3, 0)).as("system calls").isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(18, PC, 3, 0)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, 0x80000080, 3, 0)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, PC + 1, 3, 0)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(bind(OVERFLOW, PC, 3, 4096 - ExceptionContexts.AREA_BYTES)).isNull();
        Capability readOnly = f.first.restrict(f.key, Capability.READ).get();
        assertThat(f.first.bindHandler(OVERFLOW, PC, 3, 0, readOnly).error())
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void interruptChangesThreeRegistersAndTheSaveAreaAndNothingElse() {
        f.first.allocFrame(3, f.key);
        f.first.bindHandler(ExceptionContexts.INTERRUPT, PC, 3, 64, f.key);
        for (int i = 1; i < 32; i++) {
            context.gpr[i] = i;
        }
        context.jumpTo(0x401000);
        assertThat(f.kernel.exceptions().interrupt(f.one, context, new Upcall.Revoke(9, 5)))
                .isTrue();
        assertThat(new int[] {word(3, 64), word(3, 68), word(3, 72), word(3, 76), word(3, 80), word(3, 84), word(3, 88)
                })
                .containsExactly(1, 26, 27, 0x401000, 9, new Upcall.Revoke(9, 5).number(), 1);
        assertThat(context.pc).isEqualTo(PC);
        for (int i = 2; i < 26; i++) {
            assertThat(context.gpr[i]).isEqualTo(i);
        }
    }

    @Test
    void handlerGoesWithTheFrameThatItSavesTo() {
        f.first.allocPages(4, f.key);
        f.first.bindHandler(OVERFLOW, PC, 3, 0, f.key);
        f.kernel.revoke(3);
        f.pass(KernelFixture.DEADLINE + 1);
        assertThat(f.kernel.exceptions().handles(f.one, OVERFLOW)).isFalse();
        assertThat(f.events(KernelEvent.HandlerReleased.class))
                .containsExactly(new KernelEvent.HandlerReleased(OVERFLOW));
        f.second.allocFrame(3, f.otherKey);
        f.kernel.invariants().checkAll();
    }

    @Test
    void upcallsWaitForTheHandlerAndNoneIsLost() {
        f.first.allocFrame(3, f.key);
        f.first.bindHandler(ExceptionContexts.INTERRUPT, PC, 3, 0, f.key);
        Environment env = f.kernel.environment(f.one);
        env.post(new Upcall.TransferDone(1, true));
        env.post(new Upcall.TransferDone(2, true));
        Upcall first = f.kernel.nextUpcall(f.one);
        f.kernel.exceptions().interrupt(f.one, context, new Upcall.TransferDone(1, true));
        assertThat(first).isEqualTo(new Upcall.TransferDone(1, true));
        assertThat(f.kernel.nextUpcall(f.one)).isNull();
        assertThat(f.first.pendingUpcalls()).containsExactly(new Upcall.TransferDone(2, true));
        f.machine.memory().setWord((3 << 12) + 24, 0);
        assertThat(f.kernel.nextUpcall(f.one)).isEqualTo(new Upcall.TransferDone(2, true));
    }

    @Test
    void endOfATransferIsToldToWhoBeganItAndToNobodyIfThatOneHasEnded() {
        f.first.allocFrame(3, f.key);
        int block = f.first.allocExtent(1).get();
        int request = f.first.writeBlock(block, 3, f.key).get();
        f.kernel.destroyEnvironment(f.one, 0, "gone");
        f.second.allocFrame(3, f.otherKey);
        f.pass(10 * KernelFixture.TRANSFER);
        assertThat(f.second.pendingUpcalls()).isEmpty();
        assertThat(f.first.pendingUpcalls()).isEmpty();
        assertThat(f.events(KernelEvent.TransferEnded.class)).contains(new KernelEvent.TransferEnded(request, false));
    }

    @Test
    void interruptOfADeviceDoesNotGoToWhoeverRuns() {
        f.first.allocFrame(3, f.key);
        int block = f.first.allocExtent(1).get();
        Processor processor = new Processor(f.kernel, 5_000);
        Script waits = new Script(f.kernel, f.one)
                .then(() -> f.first.writeBlock(block, 3, f.key))
                .await()
                .compute(1);
        Script runs = new Script(f.kernel, f.two).compute(1_000);
        processor.append(f.one, waits);
        processor.append(f.two, runs);
        processor.run(f.machine.clock().now() + 20_000);
        assertThat(waits.upcalls).hasExactlyElementsOfTypes(Upcall.TransferDone.class);
        assertThat(runs.upcalls).isEmpty();
    }

    @Test
    void environmentThatHearsNothingCannotFillTheKernel() {
        f.first.allocFrame(3, f.key);
        int block = f.first.allocExtent(1).get();
        int begun = 0;
        while (f.first.readBlock(block, 3, f.key).ok()) {
            begun++;
            f.pass(2 * KernelFixture.TRANSFER);
        }
        assertThat(begun).isEqualTo(Environment.MOST_UNANSWERED);
        assertThat(f.first.pendingUpcalls()).hasSize(begun);
        assertThat(f.first.readBlock(block, 3, f.key).error()).isEqualTo(KernelError.QUOTA);
        f.kernel.nextUpcall(f.one);
        assertThat(f.first.readBlock(block, 3, f.key).ok()).isTrue();
    }
}
