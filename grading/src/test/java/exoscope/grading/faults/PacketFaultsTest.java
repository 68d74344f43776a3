package exoscope.grading.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.grading.cli.Explored;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.FaultFamily;
import exoscope.labs.engine.Faults;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Ticket;
import exoscope.labs.network.WireEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that stops and waits, with every packet lost, doubled and late, one at a time. */
class PacketFaultsTest {
    private static final TestLab SENDER = new TestLab("packets", "packets/Sender.java");
    /** Sends once, and then waits for ever. */
    private static final String IMPATIENT = "while (acknowledged < sequence && env.kernel().now() < until)";

    private static final TestLab HANGS = SENDER.with(IMPATIENT, "while (acknowledged < sequence)");
    /** Gives a message another number whenever it sends it. */
    private static final TestLab TWICE = SENDER.with(
                    "            sequence++;\n            while (acknowledged < sequence) {\n",
                    "            do {\n                sequence++;\n")
            .with(
                    "waitForAnswer(env);\n            }",
                    "waitForAnswer(env);\n            } while (acknowledged < sequence);");

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void correctSenderSurvivesEverySinglePacketFault() {
        Exploration.Result result = SENDER.explore("cable", FaultFamily.PACKET);
        assertThat(result.failure()).isEmpty();
        assertThat(result.coverage().complete()).isTrue();
        assertThat(result.coverage().late()).isZero();
        assertThat(result.coverage().sentence())
                .isEqualTo("25 of 25 runs: 1 schedule without preemption, undisturbed and with each of 24 faults"
                        + " (each of 8 packets lost, doubled, and 20 ms late)");
    }

    @Test
    void senderThatNeverSendsAgainIsFoundAndItsTicketGivesTheSameBytes() {
        Exploration.Finding found =
                HANGS.explore("cable", FaultFamily.PACKET).failure().orElseThrow();
        assertThat(found.ticket()).hasToString("packets:cable:seed=1:lose@1");
        assertThat(found.message()).contains("Expected sender to end with exit code 0", "did not end");
        HANGS.assertReplays(found);
    }

    @Test
    void senderThatDeliversTwiceIsFoundMinimisedAndItsTicketGivesTheSameBytes() {
        Exploration.Finding found =
                TWICE.explore("cable", FaultFamily.PACKET).failure().orElseThrow();
        assertThat(found.ticket()).hasToString("packets:cable:seed=1:lose@2");
        assertThat(found.message()).contains("[delivered 1, delivered 1, delivered 2");
        TWICE.assertReplays(found);
    }

    @Test
    void severalPacketFaultsBecomeTheOneThatIsNeeded() {
        Exploration.Finding found = TWICE.explore(
                        "cable",
                        new Faults(
                                List.of(Ticket.parse("packets:cable:delay@1=9:duplicate@3:delay@4=500000:lose@7")
                                        .plan()),
                                "much"))
                .failure()
                .orElseThrow();
        assertThat(found.found().size()).isEqualTo(4);
        assertThat(found.ticket().plan().faults()).hasSize(1);
        assertThat(found.ticket().plan().toString()).startsWith(":delay@");
        assertThat(found.shortening()).startsWith("shortened from 4 things to 1 thing (");
        TWICE.assertReplays(found);
    }

    @Test
    void faultOfTheTicketStandsInTheTraceAndOthersPackets() {
        LabRun run = SENDER.run("packets:cable:delay@2=70000:duplicate@3:lose@99");
        assertThat(TestLab.events(run, WireEvent.PacketTampered.class))
                .extracting(Object::toString)
                .containsExactly(
                        "PacketTampered[packet=2, deed=DELAYED, cycles=70000]",
                        "PacketTampered[packet=3, deed=DUPLICATED, cycles=0]");
        assertThat(run.pace().packets()).isGreaterThan(8).isLessThan(99);
    }

    @Test
    void everythingComesBackFromAnEcho() {
        LabRun run = SENDER.run("packets:echo");
        assertThat(run.outcome()).isEqualTo(LabRun.Outcome.FINISHED);
        assertThat(run.pace().packets()).isEqualTo(8);
    }

    @Test
    void commandLineFindsItAndReplaysIt() {
        Explored explored = Explored.of(
                HANGS.write(temporary.resolve("work")),
                "packets",
                "--faults=packet",
                "--preemptions=0",
                "--scenario=cable");
        assertThat(explored.out())
                .contains("covered  2 of 25 runs: 1 schedule without preemption", "it ended at a failure")
                .contains("found    with lose@1; ");
        assertThat(explored.ticket()).matches("packets:cable:seed=1:code=[0-9a-f]{8}:lose@1");
        assertThat(explored.replayed()).contains("Packet 1 on the cable is lost", "the cycle budget was used up");
    }

    @Test
    void ticketOfAPacketNeedsItsAmountOnlyWhereItHasOne() {
        assertThat(Ticket.parse("packets:cable:seed=1:lose@3:duplicate@4:delay@5=6"))
                .hasToString("packets:cable:seed=1:lose@3:duplicate@4:delay@5=6");
        assertThatThrownBy(() -> Ticket.parse("packets:cable:delay@5")).hasMessageContaining("'delay@5'");
        assertThatThrownBy(() -> Ticket.parse("packets:cable:lose@5=1")).hasMessageContaining("'lose@5=1'");
    }
}
