package exoscope.kernel.filter;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilterTableTest {
    private static final int SERVER = 1;
    private static final int OTHER = 2;
    private static final int PEER = 0x0a000009;

    private final FilterTable table = new FilterTable();

    private static KernelError error(Result<?> result) {
        return ((Result.Refused<?>) result).error();
    }

    private static String reason(Result<?> result) {
        return ((Result.Refused<?>) result).reason();
    }

    private int ownerOf(byte[] packet) {
        return table.ownerOf(table.classify(packet, packet.length));
    }

    @Test
    void mostSpecificFilterGetsThePacket() {
        int listener = table.install(SERVER, TcpIp.listener(80)).get();
        int connection = table.install(SERVER, TcpIp.connection(PEER, 5000, 80)).get();
        assertThat(table.classify(TcpIp.packet(PEER, 5000, 80, 0), 54)).isEqualTo(connection);
        assertThat(table.classify(TcpIp.packet(PEER, 5001, 80, 3), 66)).isEqualTo(listener);
        assertThat(table.classify(TcpIp.packet(PEER, 5001, 81, 0), 54)).isEqualTo(FilterTable.NO_FILTER);
    }

    @Test
    void moreSpecificFilterOfAnotherIsRefusedBecauseItWouldSteal() {
        int listener = table.install(SERVER, TcpIp.listener(80)).get();
        Result<Integer> refused = table.install(OTHER, TcpIp.connection(PEER, 5000, 80));
        assertThat(error(refused)).isEqualTo(KernelError.NOT_OWNER);
        assertThat(reason(refused))
                .isEqualTo("could take packets from filter %d of environment 1, which compares 72 bits and not 120"
                        .formatted(listener));
    }

    @Test
    void lessSpecificFilterOfAnotherGetsWhatIsLeft() {
        table.install(SERVER, TcpIp.connection(PEER, 5000, 80)).get();
        table.install(OTHER, TcpIp.listener(80)).get();
        assertThat(ownerOf(TcpIp.packet(PEER, 5000, 80, 0))).isEqualTo(SERVER);
        assertThat(ownerOf(TcpIp.packet(PEER, 5001, 80, 0))).isEqualTo(OTHER);
    }

    @Test
    void identicalFilterIsRefusedHoweverItIsWritten() {
        table.install(SERVER, Filter.of(Atom.equal(12, 2, 0x0800), Atom.equal(23, 1, 6)))
                .get();
        Filter same = Filter.of(
                Atom.equal(23, 1, 6), new Atom.Compare(12, 1, 0xff, 8), new Atom.Compare(12, 4, 0x00ff0000, 0));
        assertThat(error(table.install(OTHER, same))).isEqualTo(KernelError.IN_USE);
        assertThat(error(table.install(SERVER, same))).isEqualTo(KernelError.IN_USE);
    }

    @Test
    void installingNeverTakesAPacketFromAnotherEnvironment() {
        Random random = new Random(8);
        for (int round = 0; round < 60; round++) {
            FilterTable random30 = new FilterTable();
            List<byte[]> packets = packets(random);
            for (int i = 0; i < 30; i++) {
                List<Integer> before = owners(random30, packets);
                int owner = random.nextInt(4);
                random30.install(owner, filter(random));
                List<Integer> after = owners(random30, packets);
                for (int p = 0; p < before.size(); p++) {
                    int had = before.get(p);
                    assertThat(after.get(p)).isIn(had, had == -1 ? owner : had);
                }
            }
            assertThat(random30.installed()).hasSizeGreaterThan(3);
        }
    }

    private static List<byte[]> packets(Random random) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] packet = new byte[random.nextInt(3, 10)];
            for (int b = 2; b < packet.length; b++) {
                packet[b] = (byte) random.nextInt(3);
            }
            packets.add(packet);
        }
        return packets;
    }

    private static Filter filter(Random random) {
        List<Atom> atoms = new ArrayList<>();
        atoms.add(Atom.equal(0, 2, 0));
        atoms.add(Atom.equal(2 + random.nextInt(3), 1, random.nextInt(3)));
        for (int i = random.nextInt(3); i > 0; i--) {
            atoms.add(
                    random.nextInt(4) == 0
                            ? new Atom.Shift(2 + random.nextInt(2), 1, 3, 0)
                            : Atom.equal(2 + random.nextInt(4), 1, random.nextInt(3)));
        }
        return new Filter(atoms);
    }

    private static List<Integer> owners(FilterTable table, List<byte[]> packets) {
        return packets.stream()
                .map(packet -> table.ownerOf(table.classify(packet, packet.length)))
                .toList();
    }

    @Test
    void removedFilterMatchesNoMore() {
        int id = table.install(SERVER, TcpIp.listener(80)).get();
        assertThat(error(table.remove(OTHER, id))).isEqualTo(KernelError.NOT_OWNER);
        assertThat(table.remove(SERVER, id).get()).isTrue();
        assertThat(ownerOf(TcpIp.packet(PEER, 5000, 80, 0))).isEqualTo(-1);
        assertThat(error(table.remove(SERVER, id))).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(table.install(SERVER, TcpIp.listener(80)).get()).isGreaterThan(id);
    }

    @Test
    void filtersThatAreRemovedTogetherAreGone() {
        int first = table.install(SERVER, TcpIp.listener(80)).get();
        int second = table.install(SERVER, TcpIp.listener(81)).get();
        table.install(OTHER, TcpIp.listener(82)).get();
        assertThat(table.filtersOf(SERVER)).containsExactly(first, second);
        table.filtersOf(SERVER).forEach(id -> table.remove(SERVER, id).get());
        assertThat(ownerOf(TcpIp.packet(PEER, 5000, 81, 0))).isEqualTo(-1);
        assertThat(ownerOf(TcpIp.packet(PEER, 5000, 82, 0))).isEqualTo(OTHER);
        assertThat(table.filtersOf(SERVER)).isEmpty();
    }

    @Test
    void filtersThatComeOrGoTogetherAreCompiledOnce() {
        List<Integer> compiled = new ArrayList<>();
        FilterTable counting = new FilterTable(filters -> {
            compiled.add(filters.size());
            return new LinearClassifier(filters);
        });
        for (int port = 1; port <= 16; port++) {
            counting.install(SERVER, TcpIp.listener(port)).get();
        }
        byte[] packet = TcpIp.packet(PEER, 5000, 7, 0);
        assertThat(counting.classify(packet, packet.length)).isEqualTo(7);
        assertThat(counting.classify(packet, packet.length)).isEqualTo(7);
        counting.filtersOf(SERVER).forEach(id -> counting.remove(SERVER, id).get());
        assertThat(counting.classify(packet, packet.length)).isEqualTo(FilterTable.NO_FILTER);
        assertThat(compiled).containsExactly(16, 0);
    }

    @Test
    void nobodyKeepsAllOthersOutWithFiltersThatFitEverything() {
        Filter even = Filter.of(new Atom.Compare(0, 1, 1, 0));
        Filter odd = Filter.of(new Atom.Compare(0, 1, 1, 1));
        Filter everyHeader = Filter.of(new Atom.Shift(0, 1, 1, 0), Atom.equal(100, 4, 0));
        for (Filter filter : List.of(even, odd, everyHeader)) {
            assertThat(error(table.install(OTHER, filter))).isEqualTo(KernelError.BAD_ARGUMENT);
        }
        int listener = table.install(SERVER, TcpIp.listener(80)).get();
        assertThat(table.classify(TcpIp.packet(PEER, 5000, 80, 0), 54)).isEqualTo(listener);
    }

    @Test
    void bitThatIsComparedTwiceCountsOnceOfTheLeastThatAFilterCompares() {
        Filter twice = Filter.of(Atom.equal(0, 1, 5), Atom.equal(0, 1, 5));
        assertThat(reason(table.install(SERVER, twice)))
                .isEqualTo("compares 8 bits that do not lie behind a shift: must be at least 16");
        assertThat(table.install(SERVER, Filter.of(Atom.equal(0, 2, 5))).ok()).isTrue();
    }

    static List<List<Object>> nonsense() {
        return List.of(
                List.of(Filter.of(), "0 atoms: must be 1 to 32"),
                List.of(Filter.of(new Atom.Shift(0, 1, 1, 0)), "compares nothing, so that every packet would match"),
                List.of(Filter.of(Atom.equal(-1, 1, 0)), "atom 0: offset -1: must be 0 to 65535"),
                List.of(Filter.of(Atom.equal(70_000, 1, 0)), "atom 0: offset 70000: must be 0 to 65535"),
                List.of(Filter.of(new Atom.Compare(0, 3, 1, 0)), "atom 0: 3 bytes: must be 1, 2 or 4"),
                List.of(Filter.of(Atom.equal(0, 1, 1), new Atom.Shift(0, 4, 1, 0)), "atom 1: 4 bytes: must be 1 or 2"),
                List.of(
                        Filter.of(new Atom.Compare(0, 1, 0, 0)),
                        "atom 0: mask 0x0: must have bits, and only of 1 bytes"),
                List.of(
                        Filter.of(new Atom.Compare(0, 1, 0x100, 0)),
                        "atom 0: mask 0x100: must have bits, and only of 1 bytes"),
                List.of(Filter.of(new Atom.Compare(0, 1, 1, 3)), "atom 0: value 0x3 has bits outside the mask 0x1"),
                List.of(
                        Filter.of(Atom.equal(0, 1, 1), new Atom.Shift(0, 1, 1, 9)),
                        "atom 1: shifts by 9 bits: must be 0 to 8"),
                List.of(
                        Filter.of(Atom.equal(0, 1, 1), Atom.equal(0, 2, 0x0200)),
                        "demands two values of one bit, so that nothing matches"));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(List<Object> row) {
        Result<Integer> refused = table.install(SERVER, (Filter) row.getFirst());
        assertThat(error(refused)).isEqualTo(KernelError.BAD_ARGUMENT);
        assertThat(reason(refused)).isEqualTo(row.getLast());
    }

    @Test
    void tableIsFullAtItsLimit() {
        for (int i = 0; i < FilterTable.MOST_FILTERS; i++) {
            table.install(SERVER, Filter.of(Atom.equal(0, 2, i))).get();
        }
        assertThat(error(table.install(SERVER, TcpIp.listener(80)))).isEqualTo(KernelError.SHORT);
        byte[] packet = {0, (byte) 200};
        assertThat(ownerOf(packet)).isEqualTo(SERVER);
    }

    @Test
    void cyclesOfAConnectionAreThoseOfThePaper() {
        int id = table.install(SERVER, TcpIp.listener(80)).get();
        assertThat(table.cycles(id)).isEqualTo(32);
        int connection = table.install(SERVER, TcpIp.connection(PEER, 1, 80)).get();
        assertThat(table.cycles(connection)).isEqualTo(42);
        assertThat(table.cycles(FilterTable.NO_FILTER)).isEqualTo(12);
    }
}
