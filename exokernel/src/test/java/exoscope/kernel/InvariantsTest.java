package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.hw.cpu.Tlb;
import org.junit.jupiter.api.Test;

/** Breaks what must hold, past all checks of calls, and sees the machine stop with the event that names it. */
class InvariantsTest {
    private static final int READABLE = Tlb.VALID;
    private static final int WRITABLE = Tlb.VALID | Tlb.DIRTY;

    private final KernelFixture f = new KernelFixture();

    private void assertStops(String invariant, Runnable culprit) {
        assertThatExceptionOfType(InvariantBrokenException.class)
                .isThrownBy(culprit::run)
                .withMessageStartingWith(invariant);
        assertThat(f.events(KernelEvent.InvariantBroken.class))
                .singleElement()
                .satisfies(broken -> assertThat(broken.invariant()).isEqualTo(invariant));
        assertThatExceptionOfType(InvariantBrokenException.class)
                .as("the kernel does nothing any more")
                .isThrownBy(f.first::newCapability);
    }

    private void writeTlb(int env, int page, int frame, int bits) {
        f.machine.tlb().write(20, page << 12 | env << Tlb.ASID_SHIFT, frame << 12 | bits);
    }

    private void call() {
        f.first.tlbDelete(77);
    }

    @Test
    void frameWithTwoOwners() {
        f.first.allocFrame(4, f.key);
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.frames().bind(4, f.two, 1));
    }

    @Test
    void frameGivenBackTwice() {
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.frames().release(4));
    }

    @Test
    void blockWithTwoOwners() {
        int block = f.first.allocExtent(2).get();
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.blocks().bind(f.two, block + 1, 1));
    }

    @Test
    void sliceWithTwoOwners() {
        f.first.allocSlice(7);
        assertStops(
                "one owner a frame, extent and slice", () -> f.kernel.vector().bind(7, f.two));
    }

    @Test
    void hardwareTranslationToAFreeFrame() {
        writeTlb(f.one, 9, 4, READABLE);
        assertStops("translations within live bindings", this::call);
    }

    @Test
    void hardwareTranslationToAFrameThatNobodyLetIn() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        writeTlb(f.two, 9, 4, READABLE);
        assertStops("translations within live bindings", this::call);
    }

    @Test
    void hardwareTranslationThatLeadsElsewhere() {
        f.first.allocPages(6, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        writeTlb(f.one, 9, 5, WRITABLE);
        assertStops("translations within live bindings", this::call);
    }

    @Test
    void hardwareTranslationForEveryAddressSpace() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        writeTlb(f.one, 9, 4, WRITABLE | Tlb.GLOBAL);
        assertStops("no right wider than its capability", this::call);
    }

    @Test
    void hardwareTranslationThatAllowsStores() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, false, f.key);
        writeTlb(f.one, 9, 4, WRITABLE);
        assertStops("no right wider than its capability", this::call);
    }

    @Test
    void softwareTranslationThatAllowsStoresWithACapabilityForReading() {
        f.first.allocFrame(4, f.key);
        Capability reader = f.first.restrict(f.key, Capability.READ).get();
        assertStops(
                "no right wider than its capability",
                () -> f.kernel.translations().bind(f.two, 9, 4, true, reader));
    }

    @Test
    void softwareTranslationToAFreeFrame() {
        f.kernel.translations().stlb().put(f.one, 9, 4 << 12 | READABLE, f.key);
        assertStops("translations within live bindings", f.kernel.invariants()::checkAll);
    }

    @Test
    void frameFreedUnderItsTranslation() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        assertStops("translations within live bindings", () -> f.kernel.frames().release(4));
    }

    @Test
    void guardChangedUnderATranslation() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        f.kernel.frames().setGuard(4, f.otherKey.name());
        assertStops("no right wider than its capability", f.kernel.invariants()::checkAll);
    }

    @Test
    void revocationThatEndsTwice() {
        f.first.allocPages(6, f.key);
        f.kernel.revoke(3);
        f.kernel.revocations().acknowledge(new Resource.Frame(3));
        assertStops("one end a revocation", () -> f.kernel.revocations().abort(new Resource.Frame(3)));
    }

    @Test
    void revocationOfAFrameThatHasLeft() {
        f.first.allocPages(6, f.key);
        f.kernel.revoke(3);
        f.kernel.frames().release(3);
        assertStops("one end a revocation", f.kernel.invariants()::checkAll);
    }

    @Test
    void revocationThatWillNeverEnd() {
        f.first.allocPages(6, f.key);
        f.kernel.revoke(3);
        f.kernel.revocations().deadlineOf(new Resource.Frame(3)).cancel();
        assertStops("one end a revocation", f.kernel.invariants()::checkAll);
    }

    @Test
    void transferIntoAFrameOfSomebodyElse() {
        f.second.allocFrame(4, f.otherKey);
        int block = f.first.allocExtent(1).get();
        assertStops(
                "no DMA into a frame that its issuer does not own",
                () -> f.kernel.transfers().submit(f.one, block, 4, false));
    }

    @Test
    void frameFreedUnderATransfer() {
        f.first.allocFrame(4, f.key);
        f.first.readBlock(f.first.allocExtent(1).get(), 4, f.key);
        assertStops(
                "no DMA into a frame that its issuer does not own",
                () -> f.kernel.frames().release(4));
    }

    @Test
    void transferOfBlocksOfSomebodyElse() {
        f.first.allocFrame(4, f.key);
        int block = f.second.allocExtent(1).get();
        assertStops(
                "no transfer of blocks that its issuer does not own",
                () -> f.kernel.transfers().submit(f.one, block, 4, false));
    }

    @Test
    void extentGivenBackTwice() {
        Resource.Extent extent = new Resource.Extent(f.first.allocExtent(2).get(), 2);
        f.kernel.transfers().release(extent);
        assertStops(
                "one owner a frame, extent and slice",
                () -> f.kernel.transfers().release(extent));
    }

    @Test
    void transferThatNobodyAskedFor() {
        f.machine.disk().submit(0, 0, false);
        assertStops("no DMA into a frame that its issuer does not own", () -> f.pass(KernelFixture.TRANSFER));
    }

    @Test
    void somethingForTheDead() {
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertStops(
                "an environment that has ended owns nothing",
                () -> f.kernel.frames().bind(4, f.two, 1));
    }

    @Test
    void translationForTheDead() {
        f.first.allocFrame(4, f.key);
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertStops(
                "an environment that has ended owns nothing",
                () -> f.kernel.translations().bind(f.two, 9, 4, true, f.key));
    }

    @Test
    void identifierOfTwoEnvironments() {
        assertStops(
                "one environment an address-space identifier",
                () -> f.kernel.spaces().give(f.kernel.addressSpaceOf(f.one), f.two));
    }

    @Test
    void identifierThatChangesHandsWithTranslationsUnderIt() {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        f.kernel.spaces().take(f.two);
        int identifier = f.kernel.addressSpaceOf(f.one);
        f.kernel.spaces().take(f.one);
        f.kernel.spaces().give(identifier, f.two);
        assertStops("translations within live bindings", f.kernel.invariants()::checkAll);
    }

    @Test
    void guardChangedInASliceIsFoundAtItsEnd() {
        assertStopsAtTheEndOfASlice(
                "no right wider than its capability", () -> f.kernel.frames().setGuard(4, f.otherKey.name()));
    }

    @Test
    void softwareTranslationMadeInASliceIsFoundAtItsEnd() {
        assertStopsAtTheEndOfASlice(
                "translations within live bindings",
                () -> f.kernel.translations().stlb().put(f.two, 9, 5 << 12 | READABLE, f.key));
    }

    @Test
    void softwareTranslationRemovedUnderTheHardwareInASliceIsFoundAtItsEnd() {
        assertStopsAtTheEndOfASlice(
                "translations within live bindings",
                () -> f.kernel
                        .translations()
                        .stlb()
                        .remove(f.kernel.translations().stlb().find(f.one, 9)));
    }

    @Test
    void hardwareTranslationMadeInASliceIsFoundAtItsEnd() {
        assertStopsAtTheEndOfASlice("translations within live bindings", () -> writeTlb(f.two, 9, 4, READABLE));
    }

    @Test
    void clockThatPassesBetweenSlicesIsFoundAtTheEndOfTheNext() {
        f.machine.clock().charge(3);
        Processor processor = new Processor(f.kernel, 1_000);
        processor.append(f.one, new Script(f.kernel, f.one).compute(5));
        assertStops("charged cycles add up", () -> processor.run(10_000));
    }

    private void assertStopsAtTheEndOfASlice(String invariant, Runnable culprit) {
        f.first.allocFrame(4, f.key);
        f.first.tlbWrite(9, 4, true, f.key);
        Processor processor = new Processor(f.kernel, 1_000);
        processor.append(
                f.one, new Script(f.kernel, f.one).compute(3).then(culprit).compute(1_000));
        processor.append(f.two, new Script(f.kernel, f.two).compute(1_000));
        assertStops(invariant, () -> processor.run(100_000));
        assertThat(f.machine.clock().now()).as("in the first slice").isLessThan(4_000);
    }

    @Test
    void runStopsAlsoWhenUserCodeCatchesWhatIsThrown() {
        Processor processor = new Processor(f.kernel, 1_000);
        Script script = new Script(f.kernel, f.one);
        script.then(() -> {
            writeTlb(f.one, 9, 4, READABLE);
            assertThatExceptionOfType(InvariantBrokenException.class).isThrownBy(this::call);
        });
        processor.append(f.one, script.compute(1_000_000));
        assertStops("translations within live bindings", () -> processor.run(1_000_000));
        assertThat(f.machine.clock().now()).isLessThan(2_000);
        processor.shutDown();
        assertThat(script.resume()).isEqualTo(UserCode.Departure.ENDED);
    }

    @Test
    void translationsOfTheDeadToSharedFramesAreGone() {
        f.first.allocFrame(4, f.key);
        f.second.tlbWrite(9, 4, true, f.key);
        f.kernel.destroyEnvironment(f.two, 0, "done");
        assertThat(f.events(KernelEvent.TranslationBroken.class)).contains(new KernelEvent.TranslationBroken(9, 4, 0));
        assertThat(f.machine.tlb().probe(9 << 12 | f.two << Tlb.ASID_SHIFT)).isNegative();
    }

    @Test
    void debtThatNobodyTook() {
        f.kernel.excess().setSlice(1_000);
        f.kernel.excess().take(f.one, 500);
        assertStops("excess time taken is owed or forfeited", () -> {
            f.kernel.excess().miscount(f.one, -100);
            f.kernel.invariants().checkChanges();
        });
    }

    @Test
    void environmentThatLivesOnMoreThanItMayOwe() {
        f.kernel.excess().setSlice(1_000);
        assertStops("no environment lives on more time than it may owe", () -> {
            f.kernel.excess().take(f.one, 4_001);
            f.kernel.invariants().checkChanges();
        });
    }

    @Test
    void debtOfTheDead() {
        f.kernel.excess().setSlice(1_000);
        f.kernel.destroyEnvironment(f.one, 0, "done");
        assertStops("an environment that has ended owns nothing", () -> {
            f.kernel.excess().take(f.one, 10);
            f.kernel.invariants().checkChanges();
        });
    }

    @Test
    void saveAreaInAFrameOfSomebodyElse() {
        f.second.allocFrame(4, f.otherKey);
        assertStops("no save area in a frame that its environment does not own", () -> {
            f.kernel.exceptions().bind(f.one, 12, new ExceptionContexts.Handler(0x400000, 4 << 12));
            f.kernel.invariants().checkChanges();
        });
    }

    @Test
    void interruptWordsInAFreeFrame() {
        assertStops("no save area in a frame that its environment does not own", () -> {
            f.kernel.interrupts().keepAt(f.one, 5 << 12);
            f.kernel.invariants().checkChanges();
        });
    }
}
