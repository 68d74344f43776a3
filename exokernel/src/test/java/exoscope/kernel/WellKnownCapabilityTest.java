package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Tlb;
import org.junit.jupiter.api.Test;

/** The capability that everybody has, and what it does not open. */
class WellKnownCapabilityTest {
    private final KernelFixture f = new KernelFixture();
    private final Capability wellKnown = f.first.wellKnownCapability();

    private int word(int offset) {
        return f.machine.memory().word((3 << 12) + offset);
    }

    private void setWord(int offset, int value) {
        f.machine.memory().setWord((3 << 12) + offset, value);
    }

    @Test
    void everybodyHasTheSameOneAlsoWhoComesLater() {
        Exokernel third = f.kernel.callsOf(f.kernel.createEnvironment("three", 0));
        assertThat(f.second.wellKnownCapability()).isEqualTo(wellKnown);
        assertThat(third.wellKnownCapability()).isEqualTo(wellKnown);
    }

    @Test
    void frameBehindItIsForEverybodyAndNothingIsHandedOver() {
        f.first.allocFrame(4, wellKnown);
        assertThat(f.second.tlbWrite(8, 4, true, f.second.wellKnownCapability()).ok())
                .isTrue();
        assertThat(f.kernel.translate(f.two, 8 << 12, true)).isEqualTo(4 << 12);
        f.kernel.invariants().checkAll();
    }

    @Test
    void capabilityWithFewerRightsThatIsPublishedThereLetsEverybodyRead() {
        f.first.allocFrame(3, wellKnown);
        f.first.allocFrame(4, f.key);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        setWord(0, (int) reader.name());
        setWord(4, (int) (reader.seal() >>> 32));
        setWord(8, (int) reader.seal());
        f.second.tlbWrite(8, 3, false, wellKnown);
        assertThat(f.kernel.translate(f.two, 8 << 12, false)).isEqualTo(3 << 12);
        Capability found =
                new Capability(word(0), Capability.READ, (long) word(4) << 32 | Integer.toUnsignedLong(word(8)));
        assertThat(f.second.tlbWrite(9, 4, true, found).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.tlbWrite(9, 4, false, found).ok()).isTrue();
        assertThat(f.kernel.translate(f.two, 9 << 12, true)).isEqualTo(Tlb.READ_ONLY);
    }

    @Test
    void onlyTheOwnerDecidesAboutWhatIsBehindIt() {
        f.first.allocFrame(4, wellKnown);
        assertThat(f.second.dealloc(4, wellKnown).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.second.changeGuard(4, wellKnown, f.otherKey).error()).isEqualTo(KernelError.NOT_OWNER);
        assertThat(f.second.protCtrl(4, 0, wellKnown).error()).isEqualTo(KernelError.NOT_OWNER);
        f.second.tlbWrite(8, 4, true, wellKnown);
        assertThat(f.first.changeGuard(4, wellKnown, f.key).ok()).isTrue();
        assertThat(f.kernel.translate(f.two, 8 << 12, false)).isEqualTo(Tlb.MISS);
        assertThat(f.second.tlbWrite(8, 4, false, wellKnown).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void itOpensNothingElse() {
        f.first.allocFrame(4, f.key);
        assertThat(f.second.tlbWrite(8, 4, false, wellKnown).error()).isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        assertThat(f.second.tlbWrite(8, 5, false, wellKnown).error())
                .as("a free frame")
                .isEqualTo(KernelError.NOT_OWNER);
        NetworkFixture g = new NetworkFixture();
        assertThat(g.first
                        .tlbWrite(8, NetworkFixture.FRAMES - 1, false, g.first.wellKnownCapability())
                        .error())
                .as("a frame of the kernel's")
                .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
    }

    @Test
    void itsNameAloneIsNoProof() {
        f.first.allocFrame(4, wellKnown);
        Capability guessed = new Capability(wellKnown.name(), wellKnown.rights(), wellKnown.seal() + 1);
        assertThat(f.second.tlbWrite(8, 4, false, guessed).error()).isEqualTo(KernelError.FORGED_CAPABILITY);
    }

    @Test
    void lookingAtItIsNoCall() {
        long calls = f.kernel.ledger().of(f.one).calls();
        long cycles = f.kernel.chargedTo(f.one);
        f.first.wellKnownCapability();
        assertThat(f.kernel.ledger().of(f.one).calls()).isEqualTo(calls);
        assertThat(f.kernel.chargedTo(f.one) - cycles).isEqualTo(5L * Cost.EXPOSED_READ.cycles());
    }
}
