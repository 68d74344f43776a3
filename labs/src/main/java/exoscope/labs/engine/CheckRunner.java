package exoscope.labs.engine;

import exoscope.labs.engine.CheckResult.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a lab's checks by JUnit and turns what JUnit says into results. */
final class CheckRunner implements TestExecutionListener {
    private final Lab lab;
    private final CheckSession session;
    private final Consumer<CheckResult> progress;
    private @Nullable IllegalStateException broken;

    CheckRunner(Lab lab, RunSource runs, String id, Consumer<CheckResult> progress) {
        this.lab = lab;
        this.progress = progress;
        session = new CheckSession(lab, runs, id);
    }

    CheckReport run() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(lab.file().checkClass()))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        // Nothing that happens to lie on the class path may listen in or add tests.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build();
        ScopedValue.where(CheckSession.CURRENT, session)
                .run(() -> LauncherFactory.create(config).execute(request, this));
        if (broken != null) {
            throw broken;
        }
        List<CheckResult> results = lab.checks().stream().map(this::resultOf).toList();
        return new CheckReport(lab.name(), results);
    }

    private CheckResult resultOf(CheckDeclaration check) {
        CheckResult result = session.results().get(check.id());
        if (result == null) {
            throw new IllegalStateException(
                    "%s has no method for check %s".formatted(lab.file().checkClass(), check.id()));
        }
        return result;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (test.isTest()) {
            decide(new CheckResult(declaration(test), Status.SKIPPED, reason, "", -1));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult outcome) {
        Throwable thrown = outcome.getThrowable().orElse(null);
        if (thrown != null && !(test.isTest() && thrown instanceof AssertionError)) {
            broken(new IllegalStateException("the check could not be carried out: " + test.getDisplayName(), thrown));
        } else if (test.isTest()) {
            String coverage = session.takeCoverage();
            decide(
                    thrown == null
                            ? new CheckResult(declaration(test), Status.PASSED, coverage, "", -1)
                            : failure(declaration(test), thrown));
        }
    }

    /** Kept until the end, because JUnit only logs what its listeners throw. */
    private void broken(IllegalStateException because) {
        if (broken == null) {
            broken = because;
        }
    }

    private CheckResult failure(CheckDeclaration check, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).strip();
        boolean known = thrown instanceof CheckFailure;
        String ticket = thrown instanceof CheckFailure failure
                ? failure.ticket()
                : session.ticketOf(check.scenario()).toString();
        long place = thrown instanceof CheckFailure failure ? failure.place() : -1;
        return new CheckResult(
                check, Status.FAILED, message, ticket, place, known ? session.panicIn(ticket) : Optional.empty());
    }

    private void decide(CheckResult result) {
        session.decide(result);
        progress.accept(result);
    }

    private CheckDeclaration declaration(TestIdentifier test) {
        MethodSource method = (MethodSource) test.getSource().orElseThrow();
        return session.declaration(CheckExtension.idOf(method.getJavaMethod()));
    }
}
