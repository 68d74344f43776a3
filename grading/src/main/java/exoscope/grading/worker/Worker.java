package exoscope.grading.worker;

import exoscope.grading.worker.Messages.BuildAnswer;
import exoscope.grading.worker.Messages.BuildRequest;
import exoscope.grading.worker.Messages.Ready;
import exoscope.grading.worker.Messages.RunAnswer;
import exoscope.hw.trace.MalformedTraceException;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.LabRun.Outcome;
import exoscope.labs.engine.Ticket;
import exoscope.labs.view.Playback;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The grader's end of a worker process, which is ended with it. Nothing that the process says is believed beyond being
 * what the submission did: it is read within bounds and checked for sense.
 */
public final class Worker implements AutoCloseable {
    private static final int OUT_OF_MEMORY = 3; // what a JVM exits with under ExitOnOutOfMemoryError

    private final Process process;
    private final WorkerLimits limits;
    private final Channel channel;
    private final ErrorOutput errors;
    private final CompletableFuture<Process> backstop;
    private volatile boolean outOfTime;
    private @Nullable WorkerException failure;

    private Worker(Process process, WorkerLimits limits) {
        this.process = process;
        this.limits = limits;
        channel = new Channel(process.getInputStream(), process.getOutputStream());
        errors = ErrorOutput.of(process.getErrorStream());
        backstop = process.onExit()
                .orTimeout(limits.seconds(), TimeUnit.SECONDS)
                .exceptionally(timeout -> {
                    outOfTime = true;
                    kill();
                    return process;
                });
    }

    /**
     * Starts a worker.
     *
     * @throws WorkerException if it does not come up
     */
    public static Worker start(Sandbox sandbox) {
        Worker worker = new Worker(launch(sandbox), sandbox.limits());
        Ready ready = worker.ask(() -> worker.channel.receive(Ready.class));
        if (ready.protocol() != Ready.PROTOCOL) {
            throw worker.failed("it is of another version");
        }
        return worker;
    }

    private static Process launch(Sandbox sandbox) {
        ProcessBuilder builder = new ProcessBuilder(sandbox.command());
        // Variables such as JAVA_TOOL_OPTIONS would change the worker; Windows cannot start a process without this one.
        builder.environment().keySet().retainAll(List.of("SystemRoot", "PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new WorkerException("a worker cannot be started: " + e.getMessage());
        }
    }

    /**
     * Compiles a submission, in the worker.
     *
     * @return what is wrong with it, or what the compiler remarked; empty if it does not build
     */
    public Build build(Lab lab, List<SourceFile> sources) {
        BuildAnswer answer = ask(() -> {
            channel.send(new BuildRequest(lab.name(), sources));
            return channel.receive(BuildAnswer.class);
        });
        if (!answer.makesSense()) {
            throw failed("its answer makes no sense");
        }
        return new Build(answer.builds(), List.copyOf(answer.problems()));
    }

    /**
     * What became of the sources.
     *
     * @param builds whether there is code that can run
     * @param problems what compiler and verifier had to say
     */
    public record Build(boolean builds, List<Problem> problems) {}

    /** Runs what was built, in the worker. */
    public LabRun run(Ticket ticket) {
        return ask(() -> {
            channel.sendBytes(ticket.toString().getBytes(StandardCharsets.UTF_8));
            RunAnswer answer = channel.receive(RunAnswer.class);
            if (!"".equals(answer.error()) || answer.pace() == null) {
                throw failed("a run broke off inside the kit (%s), ticket %s".formatted(answer.error(), ticket));
            }
            Playback playback = new Playback(channel.receiveBytes());
            if (!ticket.toString().equals(playback.metadata().get("ticket"))) {
                throw failed("it sent the trace of another run");
            }
            Outcome outcome = Outcome.valueOf(answer.outcome());
            return new LabRun(ticket, playback, outcome, playback.viewAt(playback.events()), answer.pace());
        });
    }

    /** The first thing that went wrong with the worker itself. */
    public Optional<WorkerException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        backstop.cancel(false);
        kill();
        errors.close();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private interface Exchange<T> {
        T perform() throws IOException;
    }

    /** Once something went wrong the channel is out of step, so nothing can be asked any more. */
    private <T> T ask(Exchange<T> exchange) {
        if (failure != null) {
            throw failure;
        }
        try {
            return exchange.perform();
        } catch (IOException e) {
            throw failed(whyItEnded(e));
        } catch (MalformedTraceException | IllegalArgumentException e) {
            throw failed("its answer makes no sense: " + e.getMessage());
        }
    }

    private WorkerException failed(String reason) {
        WorkerException because = new WorkerException(reason);
        failure = because;
        kill();
        return because;
    }

    private String whyItEnded(IOException e) {
        boolean ended = awaitEnd();
        if (outOfTime) {
            return "the worker needed more than %d s".formatted(limits.seconds());
        }
        if (!ended) {
            return "its answer makes no sense: " + e.getMessage();
        }
        if (process.exitValue() == OUT_OF_MEMORY) {
            return "the worker needed more than %d MB of memory".formatted(limits.heapMegabytes());
        }
        String said = errors.firstLine();
        return "the worker ended with exit code %d%s".formatted(process.exitValue(), said.isEmpty() ? "" : ": " + said);
    }

    /** A process whose output has ended is about to end too, unless it closed its output on purpose. */
    private boolean awaitEnd() {
        try {
            return process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
