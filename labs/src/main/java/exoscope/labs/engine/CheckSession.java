package exoscope.labs.engine;

import exoscope.labs.view.PanicReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One submission being judged: its runs, each made once, and what is decided so far. */
final class CheckSession {
    /** Binds a session to the checks that JUnit calls for it, without there being a global one. */
    static final ScopedValue<CheckSession> CURRENT = ScopedValue.newInstance();

    private final Lab lab;
    private final RunSource source;
    private final Map<String, LabRun> runs = new LinkedHashMap<>();
    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private final String id;
    private String coverage = "";

    /**
     * @param source makes the run of a ticket
     * @param id fingerprint of the submission, or empty
     */
    CheckSession(Lab lab, RunSource source, String id) {
        this.id = id;
        this.lab = lab;
        this.source = source;
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

    /** The ticket of a scenario as it is, with seed 1. */
    Ticket ticketOf(String scenario) {
        return Ticket.of(lab, scenario).withCode(id);
    }

    /** The run of a scenario as it is, with seed 1. */
    LabRun runOf(String scenario) {
        return runs.computeIfAbsent(scenario, name -> source.run(ticketOf(name)));
    }

    Exploration explorationOf(String scenario) {
        return new Exploration(
                source, runOf(scenario), covered -> coverage += (coverage.isEmpty() ? "" : "; ") + covered);
    }

    /** How much the check that runs now has explored so far, in words; asked once. */
    String takeCoverage() {
        String taken = coverage;
        coverage = "";
        return taken;
    }

    /** How the student's libOS panicked in the run of a ticket; one that is not kept is made again. */
    Optional<PanicReport> panicIn(String ticket) {
        LabRun kept = runs.values().stream()
                .filter(run -> run.ticket().toString().equals(ticket))
                .findFirst()
                .orElseGet(() -> source.run(Ticket.parse(ticket)));
        return lab.panic(kept);
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
