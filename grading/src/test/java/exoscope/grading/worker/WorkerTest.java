package exoscope.grading.worker;

import static exoscope.grading.Submissions.LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import exoscope.grading.Submissions;
import exoscope.grading.worker.Sandbox.Wish;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Ticket;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real child JVMs, in a box where this computer can make one. */
class WorkerTest {
    private static final Sandbox SANDBOX = Sandbox.probe(Wish.AUTO, WorkerLimits.DEFAULT);
    private static final Ticket QUIET = Ticket.of(LAB, "quiet");

    @Test
    void honestCodeGivesTheSameTraceAsHere() {
        List<SourceFile> sources = Submissions.with(Submissions.reference());
        LabRun here = LAB.run(LAB.build(sources).code().orElseThrow(), QUIET);
        try (Worker worker = Worker.start(SANDBOX)) {
            assertThat(worker.build(LAB, sources).builds()).isTrue();
            LabRun there = worker.run(QUIET);
            assertThat(there.playback().sameBytesAs(here.playback())).isTrue();
            assertThat(there.outcome()).isEqualTo(here.outcome());
            assertThat(there.end()).isEqualTo(here.end());
        }
    }

    @Test
    void codeThatDoesNotCompileGivesProblemsWithTheirPlaces() {
        try (Worker worker = Worker.start(SANDBOX)) {
            Worker.Build build = worker.build(LAB, Submissions.with("package lab04;\nclass Pager { int }\n"));
            assertThat(build.builds()).isFalse();
            assertThat(build.problems())
                    .extracting(Problem::file, Problem::line)
                    .contains(tuple(Submissions.PAGER, 2));
        }
    }

    @Test
    void endlessLoopUsesUpItsBudgetOfCycles() {
        LabRun run = run(Submissions.doing("for (boolean on = true; on; ) {}"));
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.BUDGET);
    }

    @Test
    void codeThatNeverStopsAllocatingIsEndedInsideTheMachine() {
        LabRun run = run(
                Submissions.doing(
                        "java.util.List<long[]> all = new java.util.ArrayList<>(); for (boolean on = true; on; ) all.add(new long[1000]);"));
        assertThat(run.end().envs().getFirst().ending()).contains("OutOfMemoryError");
    }

    @Test
    void codeThatWouldEndTheJvmIsRefused() {
        try (Worker worker = Worker.start(SANDBOX)) {
            Worker.Build build = worker.build(LAB, Submissions.with(Submissions.doing("System.exit(0);")));
            assertThat(build.builds()).isFalse();
            assertThat(build.problems()).extracting(Problem::message).anyMatch(message -> message.contains("System"));
        }
    }

    @Test
    void sourceThatExhaustsTheCompilerIsRefusedInASentence() {
        StringBuilder bomb = new StringBuilder("package lab04; class Pager { static final String s0 = \"")
                .append("x".repeat(50_000))
                .append("\";");
        for (int i = 1; i < 20; i++) {
            bomb.append("static final String s%d = s%d + s%d;".formatted(i, i - 1, i - 1));
        }
        try (Worker worker = Worker.start(SANDBOX)) {
            Worker.Build build =
                    worker.build(LAB, Submissions.with(bomb.append('}').toString()));
            assertThat(build.builds()).isFalse();
            assertThat(build.problems())
                    .singleElement()
                    .asString()
                    .contains("The Java compiler needed more than 256 MB for this submission");
            assertThat(worker.failure()).isEmpty();
        }
    }

    @Test
    void workerThatNeedsTooLongIsEnded() {
        Sandbox hasty = Sandbox.probe(Wish.AUTO, new WorkerLimits(1, 256));
        List<SourceFile> sources = Submissions.with(Submissions.reference());
        assertThatThrownBy(() -> {
                    try (Worker worker = Worker.start(hasty)) {
                        worker.build(LAB, sources);
                        for (int seed = 1; seed < 1_000_000; seed++) {
                            worker.run(new Ticket(LAB.name(), "quiet", seed, List.of()));
                        }
                    }
                })
                .isInstanceOf(WorkerException.class)
                .hasMessage("the worker needed more than 1 s");
    }

    @Test
    void whoFloodsTheTraceHasUsedUpTheTime() {
        LabRun run = run(Submissions.doing("for (boolean on = true; on; ) env.kernel().acknowledge(-1);"));
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.BUDGET);
        assertThat(run.playback().bytes().length)
                .isBetween(LabRun.MOST_TRACE_BYTES, LabRun.MOST_TRACE_BYTES + (LabRun.MOST_TRACE_BYTES >> 2));
    }

    private static LabRun run(String pager) {
        try (Worker worker = Worker.start(SANDBOX)) {
            Worker.Build build = worker.build(LAB, Submissions.with(pager));
            assertThat(build.problems()).isEmpty();
            return worker.run(QUIET);
        }
    }
}
