package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lab04-revocation:quiet:seed=1",
                "lab04-revocation:tight:seed=7:revoke@12=3",
                "lab04-revocation:tight:seed=7:revoke@12=3:revoke@900=0"
            })
    void ticketReadsBackAsItWasWritten(String text) {
        assertThat(Ticket.parse(text).toString()).isEqualTo(text);
    }

    @Test
    void shortLabNameAndMissingSeedAreFilledIn() {
        assertThat(Ticket.parse("lab04:quiet").toString()).isEqualTo("lab04-revocation:quiet:seed=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lab04",
                "lab99:quiet",
                "lab04:noisy",
                "lab04:quiet:seed=x",
                "lab04:quiet:seed=-1",
                "lab04:quiet:seed=9999999999999999999",
                "lab04:quiet:revoke@1",
                "lab04:quiet:revoke@1=99999999999",
                "lab04:quiet:"
            })
    void whatIsNoTicketIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> Ticket.parse(text))
                .isInstanceOf(LabException.class)
                .message()
                .endsWith(".");
    }
}
