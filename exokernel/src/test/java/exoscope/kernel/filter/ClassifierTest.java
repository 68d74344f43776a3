package exoscope.kernel.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three classifiers that have to agree; the linear one is too simple to be wrong. */
class ClassifierTest {
    private final Random random = new Random(3);

    /** The more there are, the more methods they are compiled to. */
    @ParameterizedTest
    @CsvSource({"400, 30", "40, 256"})
    void randomFiltersAreDecidedAlikeByAllThree(int rounds, int most) {
        int matched = 0;
        for (int round = 0; round < rounds; round++) {
            List<Filter> filters = new ArrayList<>();
            for (int i = random.nextInt(most / 2, most + 1); i > 0; i--) {
                filters.add(filter());
            }
            Map<String, Classifier> classifiers = classifiers(filters);
            for (int i = 0; i < 200; i++) {
                byte[] packet = packet();
                int length = random.nextInt(packet.length + 1);
                int expected = new LinearClassifier(filters).classify(packet, length);
                classifiers.forEach((name, classifier) -> assertThat(classifier.classify(packet, length))
                        .as("%s of %s", name, filters)
                        .isEqualTo(expected));
                matched += expected == Classifier.NONE ? 0 : 1;
            }
        }
        assertThat(matched).isGreaterThan(rounds * 50);
    }

    private static Map<String, Classifier> classifiers(List<Filter> ranked) {
        return Map.of("trie", new TrieClassifier(ranked), "compiled", CompiledClassifier.of(ranked));
    }

    /** Few offsets and few values, so that much is shared and much matches. */
    private Filter filter() {
        List<Atom> atoms = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            atoms.add(atom());
        }
        Filter filter = new Filter(atoms);
        return filter.problem() == null ? filter : Filter.of(Atom.equal(random.nextInt(4), 1, random.nextInt(6)));
    }

    private Atom atom() {
        int bytes = 1 << random.nextInt(3);
        int offset = random.nextInt(4);
        if (random.nextInt(5) == 0) {
            return new Atom.Shift(offset, bytes == 4 ? 1 : bytes, random.nextInt(1, 4), random.nextInt(2));
        }
        int mask = random.nextInt(4) == 0 ? 0x3 : Atom.allBits(bytes);
        return new Atom.Compare(offset, bytes, mask, number(bytes) & mask);
    }

    private int number(int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | (random.nextInt(3) == 0 ? random.nextInt(6) : 1);
        }
        return number;
    }

    private byte[] packet() {
        byte[] packet = new byte[random.nextInt(20)];
        for (int i = 0; i < packet.length; i++) {
            packet[i] = (byte) number(1);
        }
        return packet;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 256})
    void everyConnectionGetsItsPackets(int connections) {
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            filters.add(TcpIp.connection(0x0a000100 + i % 7, 1000 + i, 80));
        }
        List<Classifier> all =
                List.of(new LinearClassifier(filters), new TrieClassifier(filters), CompiledClassifier.of(filters));
        for (Classifier classifier : all) {
            for (int i = 0; i < connections; i++) {
                byte[] packet = TcpIp.packet(0x0a000100 + i % 7, 1000 + i, 80, i % 11);
                assertThat(classifier.classify(packet, packet.length)).isEqualTo(i);
                assertThat(classifier.classify(packet, packet.length - 17)).isEqualTo(Classifier.NONE);
            }
            byte[] other = TcpIp.packet(0x0a000100, 999, 80, 0);
            assertThat(classifier.classify(other, other.length)).isEqualTo(Classifier.NONE);
        }
    }

    @Test
    void packetNeverMatchesBeyondItsEnd() {
        List<Filter> filters = List.of(Filter.of(Atom.equal(2, 2, 0)), Filter.of(new Atom.Compare(0, 4, 0xff, 0)));
        List<Classifier> all =
                List.of(new LinearClassifier(filters), new TrieClassifier(filters), CompiledClassifier.of(filters));
        for (Classifier classifier : all) {
            assertThat(classifier.classify(new byte[10], 3)).isEqualTo(Classifier.NONE);
            assertThat(classifier.classify(new byte[10], 4)).isZero();
            assertThat(classifier.classify(new byte[0], 0)).isEqualTo(Classifier.NONE);
        }
    }

    @Test
    void shiftOutOfThePacketMatchesNothing() {
        List<Filter> filters = List.of(Filter.of(new Atom.Shift(0, 2, 0xffff, 8), Atom.equal(0, 1, 0)));
        byte[] packet = {-1, -1, 0, 0};
        assertThat(new LinearClassifier(filters).classify(packet, 4)).isEqualTo(Classifier.NONE);
        classifiers(filters)
                .forEach((name, classifier) ->
                        assertThat(classifier.classify(packet, 4)).as(name).isEqualTo(Classifier.NONE));
    }
}
