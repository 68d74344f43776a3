package exoscope.grading.faults;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.assertions.LabAssertions;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.FaultFamily;
import exoscope.labs.engine.LabRun;
import exoscope.labs.stepping.StepSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A libOS that writes data and a record that points to it, with the power failing after each write. */
class PowerFaultsTest {
    private static final TestLab RIGHT = new TestLab("two-writes", "writes/Writer.java");
    /** The record is on the disk before what it points to. */
    private static final TestLab WRONG = RIGHT.with(
            "write(env, 1 + version % 2, version);\n            write(env, 0, version);",
            "write(env, 0, version);\n            write(env, 1 + version % 2, version);");

    @Test
    void dataBeforeItsRecordSurvivesEveryPowerFailure() {
        Exploration.Result result = RIGHT.explore("restart", FaultFamily.POWER);
        assertThat(result.failure()).isEmpty();
        assertThat(result.coverage().sentence())
                .isEqualTo("7 of 7 runs: 1 schedule without preemption, undisturbed and with each of 6 faults (the"
                        + " power failing after each of 6 writes, and the machine switched on again)");
    }

    @Test
    void recordBeforeItsDataIsFoundAndItsTicketGivesTheSameBytes() {
        Exploration.Finding found =
                WRONG.explore("restart", FaultFamily.POWER).failure().orElseThrow();
        assertThat(found.ticket()).hasToString("two-writes:restart:seed=1:power-off@1");
        assertThat(found.message()).contains("Expected writer to end with exit code 0, but it ended with exit code 1");
        WRONG.assertReplays(found);
    }

    @Test
    void scenarioWithoutRestartEndsWithThePowerAndTheCoverageSaysSo() {
        LabRun run = WRONG.run("two-writes:for-good:power-off@1");
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.POWER_OFF);
        assertThat(run.end().envs().getFirst().ending()).isEqualTo("the power failed");
        assertThat(TestLab.events(run, HwEvent.MachineStarted.class)).hasSize(1);
        Exploration.Result result = WRONG.explore("for-good", FaultFamily.POWER);
        assertThat(result.failure()).isEmpty();
        assertThat(result.coverage().sentence())
                .endsWith(
                        "(the power failing after each of 6 writes, for good: the scenario declares no restart, so nobody"
                                + " looks at the disk)");
    }

    @Test
    void timeGoesOnAndTheMachineIsEmptyAfterARestart() {
        LabRun run = RIGHT.run("two-writes:restart:power-off@2:power-off@3");
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.FINISHED);
        assertThat(TestLab.events(run, HwEvent.MachineStarted.class)).hasSize(3);
        assertThat(TestLab.events(run, KernelEvent.EnvExited.class)).hasSize(1);
        assertThat(run.end().envs()).hasSize(1);
        List<TraceEntry> entries = new ArrayList<>();
        run.playback().entries().forEach(entries::add);
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).seq()).isEqualTo(entries.get(i - 1).seq() + 1);
            assertThat(entries.get(i).cycle())
                    .isGreaterThanOrEqualTo(entries.get(i - 1).cycle());
        }
        assertThat(run.playback().viewAt(run.playback().events())).isEqualTo(run.end());
    }

    @Test
    void chargePointsAndRequestsAreCountedThroughARestart() {
        LabRun once = RIGHT.run("two-writes:restart:power-off@2");
        long points = once.pace().of(1);
        LabRun planned = RIGHT.run("two-writes:restart:power-off@2:preempt@%d".formatted(points - 5));
        assertThat(TestLab.events(planned, KernelEvent.SliceStarted.class))
                .hasSizeGreaterThan(
                        TestLab.events(once, KernelEvent.SliceStarted.class).size());
        long requests = TestLab.events(once, HwEvent.DiskFinished.class).size();
        LabRun late = RIGHT.run("two-writes:restart:power-off@2:disk-late@%d=123456".formatted(requests));
        assertThat(late.end().cycle()).isGreaterThan(once.end().cycle() + 100_000);
    }

    /** Runs its program in as many frames as that needs, after it has written a block of its own. */
    private static final String PAGER = """
            package writes;

            import exoscope.kernel.Capability;
            import exoscope.libos.Env;
            import exoscope.libos.LibOs;
            import exoscope.libos.ProgramPage;
            import java.util.HashMap;
            import java.util.Map;

            public final class Writer implements LibOs {
                private final Map<Integer, Integer> frames = new HashMap<>();
                private Capability key;
                private int done;

                @Override
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    int block = 0;
                    while (env.kernel().ownerOfBlock(block + 1) == 1) {
                        block++;
                    }
                    await(env, env.kernel().writeBlock(block, env.kernel().allocPages(1, key).get().get(0), key).get());
                    return env.runProgram();
                }

                private void await(Env env, int request) {
                    while (done < request) {
                        env.waitForUpcall();
                    }
                }

                @Override
                public void onTransferDone(Env env, int request, boolean ok) {
                    done = request;
                }

                @Override
                public void onTlbMiss(Env env, int number, boolean store) {
                    for (ProgramPage page : env.program()) {
                        if (page.page() == number) {
                            bringIn(env, page);
                        }
                    }
                }

                private void bringIn(Env env, ProgramPage page) {
                    if (!frames.containsKey(page.page())) {
                        int frame = env.kernel().allocPages(1, key).get().get(0);
                        if (page.block() >= 0) {
                            await(env, env.kernel().readBlock(page.block(), frame, key).get());
                        }
                        frames.put(page.page(), frame);
                    }
                    env.kernel().tlbWrite(page.page(), frames.get(page.page()), page.writable(), key).get();
                }
            }
            """;

    @Test
    void programBeginsAnewFromItsBlocksAfterARestart() {
        TestLab pager = RIGHT.solvedBy(PAGER);
        LabRun run = pager.run("two-writes:program:power-off@1");
        assertThat(TestLab.events(run, HwEvent.MachineStarted.class)).hasSize(2);
        LabAssertions.assertThat(run)
                .studentExitedWith(0)
                .programCompletedPasses(2)
                .invariantsHeld();
        assertThat(run.end().console())
                .isEqualTo(pager.run("two-writes:program").end().console());
    }

    @Test
    void stepsGoOnAfterARestart() {
        StepSession session = RIGHT.steps("two-writes:restart:power-off@2");
        long failed = 0;
        for (TraceEntry entry : session.run().playback().entries()) {
            failed = entry.event() instanceof HwEvent.PowerFailed ? entry.cycle() : failed;
        }
        int last = session.size() - 1;
        assertThat(session.at(0).cycle()).isLessThan(failed);
        assertThat(session.at(last).cycle()).isGreaterThan(failed);
        assertThat(session.at(last).events())
                .isLessThanOrEqualTo(session.run().playback().events());
        assertThat(session.variables(last)).isEqualTo(session.variables(last));
    }

    @Test
    void kernelWithACatalogueBootsFromIt() {
        // While it waits, the kernel wipes blocks that no root reaches.
        LabRun run = RIGHT.with(
                        "return 0; // no blocks, nothing to do",
                        "while (env.kernel().now() < 20_000_000) {}\n            return 0;")
                .run("two-writes:catalogue:power-off@1");
        assertThat(TestLab.events(run, KernelEvent.VolumeBooted.class))
                .extracting(KernelEvent.VolumeBooted::epoch)
                .containsExactly(1, 2);
    }
}
