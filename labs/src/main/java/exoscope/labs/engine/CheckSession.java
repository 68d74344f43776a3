package exoscope.labs.engine;

import exoscope.labs.view.PanicReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One submission being judged: its runs, each made once, and what is decided so far. */
final class CheckSession {
    /** Binds a session to the checks that JUnit calls for it, without there being a global one. */
    static final ScopedValue<CheckSession> CURRENT = ScopedValue.newInstance();

    private final Lab lab;
    private final Function<Ticket, LabRun> source;
    private final Map<String, LabRun> runs = new LinkedHashMap<>();
    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private String coverage = "";
    /** The run made last. */
    private @Nullable LabRun last;

    /** @param source makes the run of a ticket */
    CheckSession(Lab lab, Function<Ticket, LabRun> source) {
        this.lab = lab;
        this.source = ticket -> {
            last = source.apply(ticket);
            return last;
        };
    }

    Lab lab() {
        return lab;
    }

    CheckDeclaration declaration(String id) {
        return lab.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("lab.yaml declares no check " + id));
    }

    /** The run of a scenario as it is, with seed 1. */
    LabRun runOf(String scenario) {
        return runs.computeIfAbsent(scenario, name -> source.apply(Ticket.of(lab, name)));
    }

    Exploration explorationOf(String scenario) {
        return new Exploration(source, runOf(scenario), covered -> coverage = covered);
    }

    /** How much the check that runs now has explored so far, in words; asked once. */
    String takeCoverage() {
        String taken = coverage;
        coverage = "";
        return taken;
    }

    /** How the student's libOS panicked in the run of a ticket, if that run is still known. */
    Optional<PanicReport> panicIn(String ticket) {
        return Stream.concat(Stream.ofNullable(last), runs.values().stream())
                .filter(run -> run.ticket().toString().equals(ticket))
                .findFirst()
                .flatMap(lab::panic);
    }

    void decide(CheckResult result) {
        results.put(result.check().id(), result);
    }

    boolean passed(String id) {
        CheckResult result = results.get(id);
        return result != null && result.passed();
    }

    Map<String, CheckResult> results() {
        return results;
    }
}
