package exoscope.grading.staff;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import exoscope.labs.stepping.StepSession;
import exoscope.libos.metered.GuestCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A solution that does everything, stepped through. */
class SteppedReferenceTest {
    private static final Lab LAB = Lab.find("lab04");
    private static final GuestCode CODE =
            LAB.build(Reference.sources(LAB)).code().orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"lab04:crowded", "lab04:too-late:seed=5", "lab04:tight:revoke@100=3:revoke@400=0"})
    void runOfTheReferenceIsTheSameByteForByteAsWithoutSteps(String text) {
        Ticket ticket = Ticket.parse(text);
        StepSession stepped = StepSession.of(LAB, CODE, ticket);
        assertThat(stepped.run().playback().sameBytesAs(LAB.run(CODE, ticket).playback()))
                .isTrue();
        int middle = stepped.size() / 2;
        assertThat(stepped.variables(middle))
                .hasSameSizeAs(stepped.place(middle).variables());
    }
}
