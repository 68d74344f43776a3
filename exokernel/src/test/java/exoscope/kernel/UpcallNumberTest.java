package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is missed in a critical section is told by one bit a kind. */
class UpcallNumberTest {
    private static final List<Upcall> ALL = Stream.<Upcall>concat(
                    Stream.of(
                                    new Resource.Frame(1),
                                    new Resource.Slice(1),
                                    new Resource.Extent(1, 1),
                                    new Resource.Filter(1))
                            .map(resource -> new Upcall.Revoke(resource, 0)),
                    Stream.of(
                            new Upcall.TlbMiss(0, false),
                            new Upcall.Repossessed(),
                            new Upcall.TransferDone(0, true),
                            new Upcall.BlocksTransferred(0, List.of()),
                            new Upcall.BlockRead(0, true),
                            new Upcall.BlockWritten(0, true),
                            new Upcall.RootWritten(0, true),
                            new Upcall.TemplateWritten(0, true),
                            new Upcall.Called(1, true, Message.EMPTY),
                            new Upcall.CalleeEnded(1),
                            new Upcall.PacketArrived(0),
                            new Upcall.PacketTransmitted(0, true),
                            new Upcall.PredicateEnded(true),
                            new Upcall.SliceStarting(0),
                            new Upcall.SliceEnding(0)))
            .toList();

    @Test
    void everyKindOfUpcallHasABitOfItsOwn() {
        assertThat(ALL)
                .extracting(Upcall::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 0 && number < 32);
        assertThat(ALL.stream().map(Object::getClass).distinct()).hasSize(Upcall.class.getPermittedSubclasses().length);
    }
}
