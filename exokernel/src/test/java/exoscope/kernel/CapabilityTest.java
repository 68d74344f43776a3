package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    private final CapabilityMint mint = new CapabilityMint(7);

    @Test
    void freshCapabilityIsGenuine() {
        assertThat(mint.genuine(mint.fresh())).isTrue();
    }

    @Test
    void wideningTheRightsBreaksTheSeal() {
        Capability reader = mint.sealed(5, Capability.READ);
        assertThat(mint.genuine(new Capability(5, Capability.READ_WRITE, reader.seal())))
                .isFalse();
    }

    @Test
    void sealOfOneNameDoesNotFitAnother() {
        Capability one = mint.fresh();
        Capability two = mint.fresh();
        assertThat(mint.genuine(new Capability(two.name(), two.rights(), one.seal())))
                .isFalse();
    }

    @Test
    void kernelWithAnotherSeedSealsDifferently() {
        assertThat(new CapabilityMint(8).genuine(mint.fresh())).isFalse();
    }

    @Test
    void everySingleFlippedBitIsNoticed() {
        Capability real = mint.fresh();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long mask = 1L << bit;
            assertThat(mint.genuine(new Capability(real.name() ^ mask, real.rights(), real.seal())))
                    .isFalse();
            assertThat(mint.genuine(new Capability(real.name(), real.rights(), real.seal() ^ mask)))
                    .isFalse();
        }
    }

    @Test
    void aHundredThousandGuessesOpenNothing() {
        Random guesses = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            assertThat(mint.genuine(new Capability(1, Capability.READ_WRITE, guesses.nextLong())))
                    .isFalse();
        }
    }
}
