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
                "lab04-revocation:tight:seed=7:revoke@12=3:revoke@900=0",
                "lab04-revocation:contended:seed=7:code=0123abcd:order=2,1:deadline=60000:preempt@3:preempt@2.17",
                "lab04-revocation:contended:seed=1:demote@9=1:stall@4=100:disk-late@2=5:power-off@3"
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
                "lab04:quiet:",
                "lab04:quiet:seed=1:seed=2",
                "lab04:quiet:preempt@1:preempt@1",
                "lab04:quiet:preempt@5:preempt@05",
                "lab04:quiet:preempt@0",
                "lab04:quiet:power-off@0",
                "lab04:quiet:preempt@2.1",
                "lab04:quiet:preempt@0.1",
                "lab04:quiet:preempt@1=5",
                "lab04:quiet:revoke@2.1=5",
                "lab04:quiet:stall@1",
                "lab04:quiet:order=2,1",
                "lab04:contended:order=1,1",
                "lab04:quiet:order=",
                "lab04:quiet:code=xyz",
                "lab04:quiet:deadline=-5",
                "lab04:quiet:preempt@99999999999"
            })
    void whatIsNoTicketIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> Ticket.parse(text))
                .isInstanceOf(LabException.class)
                .message()
                .endsWith(".")
                .doesNotContain("\n");
    }

    @Test
    void ticketWithAnyOneCharacterChangedIsReadOrRefusedInASentence() {
        String text = "lab04-revocation:contended:seed=7:order=2,1:deadline=9:preempt@3:preempt@2.17:revoke@12=3";
        for (int at = 0; at < text.length(); at++) {
            for (char other : "0x9:=@.,-\u0660\0 ".toCharArray()) {
                String mutated = text.substring(0, at) + other + text.substring(at + 1);
                assertThat(sentenceAbout(mutated)).doesNotContain("\n").matches("|.*\\.");
            }
        }
    }

    private static String sentenceAbout(String ticket) {
        try {
            assertThat(Ticket.parse(Ticket.parse(ticket).toString())).isEqualTo(Ticket.parse(ticket));
            return "";
        } catch (LabException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void ticketOfManyThingsIsRefused() {
        assertThatThrownBy(() -> Ticket.parse("lab04:quiet" + ":preempt@1".repeat(1000)))
                .isInstanceOf(LabException.class)
                .message()
                .hasSizeLessThan(300);
    }
}
