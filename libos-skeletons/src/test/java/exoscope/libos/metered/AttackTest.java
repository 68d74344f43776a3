package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.kernel.KernelEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack has three partners: it fails with the kit as it is, an honest neighbour on the same machine ends as if
 * it were alone, and with its defence switched off it works.
 */
@Timeout(60)
class AttackTest {
    static List<Attack> attacks() {
        return Attack.all();
    }

    @Test
    void thereAreManyAttacksOfEveryKind() {
        assertThat(attacks()).hasSizeGreaterThan(100);
        assertThat(attacks())
                .extracting(Attack::defence)
                .contains(
                        "CHARGES",
                        "LANDINGS",
                        "DEPTH",
                        "MEMORY",
                        "LIBRARY",
                        "ALLOW_LIST",
                        "SEALS",
                        "OWNERS",
                        "LOADERS");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void failsAndAnHonestNeighbourIsNotDisturbed(Attack attack) {
        GuestBuild build = GuestCode.compile(attack.sources(AttackedMachine.words(attack, false)), Attack.KIT);
        if (attack.verdict().equals("refused")) {
            assertThat(build.code()).isEmpty();
            assertThat(build.refusals())
                    .anySatisfy(refusal -> assertThat(refusal.toString())
                            .contains(attack.says("says"))
                            .contains(attack.className().replace('.', '/') + ".java"));
        } else {
            assertThat(build.problems()).isEmpty();
        }
        var machine = new AttackedMachine();
        build.code().ifPresent(code -> machine.let(code, AttackedMachine.NEIGHBOUR + 1));
        machine.run();

        assertThat(machine.endOf(AttackedMachine.NEIGHBOUR)).isEqualTo(new KernelEvent.EnvExited(1000, "returned"));
        assertThat(machine.chargedTo(AttackedMachine.NEIGHBOUR)).isEqualTo(AttackedMachine.chargedAlone());
        build.code().ifPresent(code -> assertEnded(attack, machine.endOf(AttackedMachine.NEIGHBOUR + 1)));
    }

    private static void assertEnded(Attack attack, KernelEvent.EnvExited end) {
        switch (attack.verdict()) {
            case "ended" -> assertThat(end).isEqualTo(AttackedMachine.NEVER);
            case "panic" -> assertThat(end.toString()).contains("libOS panic: " + attack.says("says"));
            default -> assertThat(end).isEqualTo(new KernelEvent.EnvExited(0, "returned"));
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void worksWithItsDefenceSwitchedOff(Attack attack) throws IOException, InterruptedException {
        switch (attack.defence()) {
            case "CHARGES" -> runsOnPastItsBudget(attack);
            case "LANDINGS" -> swallowsItsEnd(attack);
            case "DEPTH" -> recursesPastTheBound(attack);
            case "MEMORY" -> allocatesPastTheBound(attack);
            case "LIBRARY" -> isServedByTheLibrary(attack);
            case "ALLOW_LIST" -> getsOut(attack);
            case "LOADERS" -> meetsAnotherEnvironment(attack);
            default -> getsWhatIsAnothers(attack);
        }
    }

    /** Nobody takes the processor from it: it goes on until the test ends it, long after its budget. */
    private static void runsOnPastItsBudget(Attack attack) {
        var meter = LooseMeter.endingAfterCycles(10 * AttackedMachine.BUDGET);
        assertThatThrownBy(() -> GuestRun.of(code(attack, Set.of()), attack, meter))
                .isInstanceOf(EnvironmentEnded.class);
        assertThat(meter.cycles()).isGreaterThanOrEqualTo(10 * AttackedMachine.BUDGET);
    }

    /** It catches the end a hundred times, and would for ever: the meter then never returns. */
    private static void swallowsItsEnd(Attack attack) throws InterruptedException {
        GuestCode code = code(attack, Set.of(Defence.LANDINGS));
        var meter = new SwallowedMeter(100);
        Thread.ofPlatform().daemon().start(() -> GuestRun.of(code, attack, meter));
        assertThat(meter.swallowed()).isTrue();
    }

    private static void recursesPastTheBound(Attack attack) {
        var meter = LooseMeter.endingAtDepth(3 * AttackedMachine.DEPTH);
        assertThatThrownBy(() -> GuestRun.of(code(attack, Set.of()), attack, meter))
                .isInstanceOf(EnvironmentEnded.class);
        assertThat(meter.full()).isTrue();
    }

    private static void allocatesPastTheBound(Attack attack) {
        var meter = LooseMeter.endingAfterBytes(4 * AttackedMachine.HEAP);
        assertThatThrownBy(() -> GuestRun.of(code(attack, Set.of()), attack, meter))
                .isInstanceOf(EnvironmentEnded.class);
        assertThat(meter.full()).isTrue();
    }

    /** Sixteen times the work costs little more, or two runs differ. With the defence, neither. */
    private static void isServedByTheLibrary(Attack attack) {
        Set<Defence> off = Set.of(Defence.LIBRARY);
        if (attack.has("differs")) {
            GuestCode code = code(attack, off);
            assertThat(GuestRun.result(code, attack)).isNotEqualTo(GuestRun.result(code, attack));
            GuestCode defended = code(attack, Set.of());
            assertThat(GuestRun.result(defended, attack)).isEqualTo(GuestRun.result(defended, attack));
            return;
        }
        String[] growth = attack.says("growth").split(" ", -1);
        assertThat(growth(attack, off)).isLessThan(Double.parseDouble(growth[1]));
        assertThat(growth(attack, Set.of())).isGreaterThan(Double.parseDouble(growth[3]));
    }

    private static double growth(Attack attack, Set<Defence> off) {
        return (double) cycles(attack, attack.size(1), off) / cycles(attack, attack.size(0), off);
    }

    private static long cycles(Attack attack, int size, Set<Defence> off) {
        var meter = LooseMeter.endingAfterCycles(Long.MAX_VALUE);
        GuestRun.of(built(attack.sources(size), off), attack, meter);
        return meter.cycles();
    }

    private static void getsOut(Attack attack) throws IOException, InterruptedException {
        if (attack.has("child")) {
            assertThat(GuestRun.inChild(attack)).isEqualTo(Integer.parseInt(attack.says("child")));
        } else {
            assertThat(GuestRun.result(code(attack, Set.of(Defence.ALLOW_LIST)), attack))
                    .isEqualTo("escaped");
        }
    }

    private static void meetsAnotherEnvironment(Attack attack) {
        ClassLoader shared = code(attack, Set.of()).load(LooseMeter.endingAfterCycles(Long.MAX_VALUE));
        assertThat(GuestRun.of(shared, attack)).isEqualTo("");
        assertThat(GuestRun.of(shared, attack)).isEqualTo("escaped");
    }

    /** It knows the secret that seals are made with, or acts under its victim's number. */
    private static void getsWhatIsAnothers(Attack attack) {
        var machine = new AttackedMachine();
        boolean disguised = attack.defence().equals("OWNERS");
        GuestCode code = built(attack.sources(AttackedMachine.words(attack, true)), Set.of());
        int env = disguised ? AttackedMachine.NEIGHBOUR : AttackedMachine.NEIGHBOUR + 1;
        machine.let(code, env);
        machine.run();
        assertThat(machine.endOf(env)).isEqualTo(new KernelEvent.EnvExited(66, "returned"));
    }

    private static GuestCode code(Attack attack, Set<Defence> off) {
        return built(attack.has("sizes") ? attack.sources(attack.size(2)) : attack.sources(Map.of()), off);
    }

    private static GuestCode built(List<SourceFile> sources, Set<Defence> off) {
        GuestBuild build = GuestCode.compile(sources, Attack.KIT, off);
        assertThat(build.problems()).isEmpty();
        return build.code().orElseThrow();
    }
}
