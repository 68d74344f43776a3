package exoscope.grading.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.hw.trace.TraceEvent;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.FaultFamily;
import exoscope.labs.engine.Faults;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.RunSource;
import exoscope.labs.engine.Search;
import exoscope.labs.engine.Ticket;
import exoscope.labs.stepping.StepSession;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A lab of the tests' own with a solution for it. */
final class TestLab {
    private final Lab lab;
    private final String path;
    private final String text;

    /** With the lab's own file as the solution. */
    TestLab(String name, String path) {
        lab = Lab.find(name);
        this.path = path;
        text = lab.skeleton().getFirst().text();
    }

    private TestLab(Lab lab, String path, String text) {
        this.lab = lab;
        this.path = path;
        this.text = text;
    }

    /** The same with something else in a place. */
    TestLab with(String old, String fresh) {
        assertThat(text).contains(old);
        return new TestLab(lab, path, text.replace(old, fresh));
    }

    /** The same with another solution. */
    TestLab solvedBy(String other) {
        return new TestLab(lab, path, other);
    }

    private RunSource runs() {
        return lab.runsOf(code());
    }

    private GuestCode code() {
        var build = lab.build(List.of(new SourceFile(path, text)));
        assertThat(build.problems()).isEmpty();
        return build.code().orElseThrow();
    }

    /** Steps through the run of a ticket. */
    StepSession steps(String ticket) {
        return StepSession.of(lab, code(), Ticket.parse(ticket));
    }

    LabRun run(String ticket) {
        return runs().run(Ticket.parse(ticket));
    }

    /** Everything of a family, without preemptions. */
    Exploration.Result explore(String scenario, FaultFamily family) {
        LabRun base = runs().run(Ticket.of(lab, scenario));
        return explore(scenario, family.of(base, lab.scenario(scenario)));
    }

    /** Some faults, without preemptions. */
    Exploration.Result explore(String scenario, Faults faults) {
        RunSource runs = runs();
        LabRun base = runs.run(Ticket.of(lab, scenario));
        return Search.everySchedule(base, 1, Long.MAX_VALUE, 0)
                .with(List.of(faults))
                .run(new Exploration(runs, base, covered -> {}), 10_000, lab.judge(), ran -> {});
    }

    /** Makes the run of a finding from its ticket's text, twice: the same failure, and the same bytes. */
    void assertReplays(Exploration.Finding found) {
        String ticket = found.ticket().toString();
        LabRun run = run(ticket);
        assertThat(run.playback().sameBytesAs(run(ticket).playback())).isTrue();
        assertThatThrownBy(() -> lab.judge().accept(run)).hasMessage(found.message());
    }

    /** Makes a workspace of the solution. */
    Path write(Path folder) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    static <E extends TraceEvent> List<E> events(LabRun run, Class<E> type) {
        List<E> found = new ArrayList<>();
        run.playback().entries().forEach(entry -> {
            if (type.isInstance(entry.event())) {
                found.add(type.cast(entry.event()));
            }
        });
        return found;
    }
}
