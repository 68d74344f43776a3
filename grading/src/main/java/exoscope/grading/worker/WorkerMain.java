package exoscope.grading.worker;

import exoscope.grading.worker.Messages.BuildAnswer;
import exoscope.grading.worker.Messages.BuildRequest;
import exoscope.grading.worker.Messages.Ready;
import exoscope.grading.worker.Messages.RunAnswer;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Pace;
import exoscope.labs.engine.Ticket;
import exoscope.libos.metered.CompilerProcess;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The worker process: compiles one submission and runs it as often as it is asked to. Started by {@link Worker} only.
 * It judges nothing, so taking it over gains nothing that a submission could not have said in its trace.
 */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ENGLISH); // as in the program itself: numbers in messages are part of the trace
        endWithTheGrader();
        Channel grader = new Channel(System.in, new FileOutputStream(FileDescriptor.out));
        // Standard output is the channel: nothing else may get into it.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        grader.send(new Ready(Ready.PROTOCOL));
        try {
            serve(grader);
        } catch (EOFException e) {
            // The grader has heard enough.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void serve(Channel grader) throws IOException {
        BuildRequest request = grader.receive(BuildRequest.class);
        Lab lab = Lab.find(request.lab());
        GuestBuild build = lab.build(request.sources());
        CompilerProcess.endIdle(); // one submission, one compilation
        grader.send(new BuildAnswer(build.code().isPresent(), build.problems()));
        GuestCode code = build.code().orElseThrow(EOFException::new);
        while (true) {
            Ticket ticket = Ticket.parse(new String(grader.receiveBytes(), StandardCharsets.UTF_8));
            run(lab, code, ticket, grader);
        }
    }

    private static void run(Lab lab, GuestCode code, Ticket ticket, Channel grader) throws IOException {
        try {
            LabRun run = lab.run(code, ticket);
            grader.send(new RunAnswer(run.outcome().name(), "", run.pace()));
            grader.sendBytes(run.playback().bytes());
        } catch (RuntimeException | StackOverflowError e) {
            grader.send(new RunAnswer("", e.toString(), Pace.UNKNOWN));
        }
    }

    /** A worker whose grader was killed must not go on for ever. */
    private static void endWithTheGrader() {
        ProcessHandle.current()
                .parent()
                .ifPresent(grader -> Thread.ofPlatform()
                        .daemon()
                        .name("grader-watch")
                        .start(() -> {
                            grader.onExit().join();
                            Runtime.getRuntime().halt(1);
                        }));
    }
}
