package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import edu.mit.csail.sdg.ast.Command;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationModelTest {
    private static final RevocationModel MODEL = RevocationModel.read();

    static Stream<Command> commands() {
        return MODEL.commands().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void modelHasWhatItAssertsAndCanDoWhatItShould(Command command) {
        assertThat(MODEL.holds(command)).isTrue();
    }

    @Test
    void modelInWhichAnAnsweredRequestIsStillAbortedHasTwoOutcomes() {
        RevocationModel wrong = MODEL.with("  r in Expired & Open\n", "  r in Expired\n")
                .with("    Expired' = Expired - r\n    Ack", "    Expired' = Expired\n    Ack");
        assertThat(wrong.holds("at_most_one_outcome")).isFalse();
    }

    @Test
    void modelInWhichNothingActsOnADeadlineHasRequestsThatDoNotEnd() {
        assertThat(MODEL.with("(fair and time_passes) implies", "time_passes implies")
                        .holds("every_request_ends"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void kernelsTraceIsAPathOfTheModel(long seed) {
        RevocationTrace run = RevocationTrace.random(seed, 10);
        assertThat(MODEL.allows(run.atoms(), run.steps()))
                .as(run.steps().toString())
                .isTrue();
    }

    @Test
    void traceWithASecondOutcomeIsNoPathOfTheModel() {
        String atoms = "one sig F0 extends Frame {} one sig E1 extends Env {}"
                + " one sig R0 extends Request {} { frame = F0 and asked = E1 }";
        List<String> path = List.of("allocate[F0, E1]", "request[R0]", "expire[R0]", "abort[R0]");
        assertThat(MODEL.allows(atoms, path)).isTrue();
        assertThat(MODEL.allows(
                        atoms,
                        Stream.concat(path.stream(), Stream.of("acknowledge[E1, F0]"))
                                .toList()))
                .isFalse();
    }
}
