package exoscope.labs.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Ticket;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.StepPlace;
import exoscope.libos.runtime.GuestValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The skeleton of lab 4, stepped through: it runs undisturbed, and panics when it is first asked for a frame. */
class StepSessionTest {
    private static final String PAGER = "lab04/Pager.java";
    private static final Lab LAB = Lab.find("lab04");
    private static final GuestCode CODE = LAB.build(LAB.skeleton()).code().orElseThrow();
    private static final StepSession PANIC = session("memory-wanted");

    private static StepSession session(String scenario) {
        return StepSession.of(LAB, CODE, Ticket.of(LAB, scenario));
    }

    private static int lineOf(String text) {
        List<String> lines = LAB.skeleton().getFirst().text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /** The first step that begins a line of the pager. */
    private static int stepAt(String text) {
        int line = lineOf(text);
        return PANIC.lineAfter(-1, (file, at) -> file.equals(PAGER) && at == line)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lab04:quiet",
                "lab04:memory-wanted",
                "lab04:crowded:seed=3",
                "lab04:tight-too-late:seed=2:revoke@60=1"
            })
    void traceIsTheSameByteForByteAsWithoutSteps(String text) {
        Ticket ticket = Ticket.parse(text);
        StepSession stepped = StepSession.of(LAB, CODE, ticket);
        LabRun plain = LAB.run(CODE, ticket);
        assertThat(stepped.run().playback().sameBytesAs(plain.playback())).isTrue();
        assertThat(stepped.size()).isGreaterThan(100);
        assertThat(stepped.complete()).isTrue();
    }

    @Test
    void stepsGoFromTheFirstLineToTheLineOfThePanic() {
        assertThat(PANIC.at(0).place().method()).isEqualTo("Pager.<init>");
        StepPlace last = PANIC.place(PANIC.size() - 1);
        assertThat(last.method()).isEqualTo("Pager.onRevoke");
        assertThat(LAB.panic(PANIC.run()))
                .hasValueSatisfying(panic -> assertThat(panic.place().line()).isEqualTo(last.line()));
    }

    @Test
    void chargePointsAreVisitedForwardsAndBackwardsAlike() {
        List<Integer> forward = new ArrayList<>();
        for (OptionalInt at = PANIC.chargePointAfter(-1); at.isPresent(); at = PANIC.chargePointAfter(at.getAsInt())) {
            forward.add(at.getAsInt());
        }
        List<Integer> back = new ArrayList<>();
        for (OptionalInt at = PANIC.chargePointBefore(PANIC.size());
                at.isPresent();
                at = PANIC.chargePointBefore(at.getAsInt())) {
            back.add(at.getAsInt());
        }
        assertThat(back.reversed()).isEqualTo(forward).hasSizeGreaterThan(500);
        assertThat(forward).allMatch(at -> PANIC.place(at).charged());
        assertThat(PANIC.at(forward.getLast()).cycle())
                .isGreaterThan(PANIC.at(forward.getFirst()).cycle());
    }

    @Test
    void lineStepsPassOverWhatIsCalled() {
        int at = stepAt("Page page = table.page(number);");
        int next = PANIC.lineAfter(at).orElseThrow();
        assertThat(PANIC.place(next).method()).isEqualTo("Pager.onTlbMiss");
        assertThat(PANIC.place(next).line()).isEqualTo(lineOf("if (page == null || (store"));
        assertThat(next - at).as("steps in PageTable.page are passed over").isGreaterThan(3);
        assertThat(PANIC.lineBefore(next)).hasValue(at);
    }

    @Test
    void stepNamesItsCallersWithTheUpcallsBetween() {
        int at = PANIC.lineAfter(
                        -1, (file, line) -> file.equals("lab04/PageTable.java") && line > 0 && PANIC.size() > 0)
                .orElseThrow();
        assertThat(PANIC.at(at).callers()).isNotEmpty();
        int inMiss = stepAt("Page page = table.page(number);");
        Step called = PANIC.at(inMiss + 1);
        assertThat(called.place().method()).isEqualTo("PageTable.page");
        assertThat(called.callers()).extracting(StepPlace::method).containsExactly("Pager.onTlbMiss", "Pager.run");
        assertThat(called.callers().getLast().line()).isEqualTo(lineOf("return env.runProgram();"));
    }

    @Test
    void variablesAreThoseOfTheFrameWithTheirFields() {
        List<GuestValue> variables = PANIC.variables(stepAt("if (page == null || (store"));
        assertThat(variables).extracting(GuestValue::name).containsExactly("this", "env", "number", "store", "page");
        assertThat(variables.get(1).text()).isEqualTo("environment 1");
        assertThat(variables.get(2).text()).isEqualTo("1024 (0x400)");
        assertThat(variables.get(3).text()).isIn("true", "false");
        GuestValue page = variables.get(4);
        assertThat(page.text()).isEqualTo("Page");
        assertThat(page.parts())
                .extracting(GuestValue::name)
                .contains("number", "writable", "image", "swap", "frame", "dirty");
        assertThat(page.parts().getFirst().text()).isEqualTo(variables.get(2).text());
        GuestValue self = variables.getFirst();
        assertThat(self.text()).isEqualTo("Pager");
        assertThat(self.parts()).extracting(GuestValue::name).containsExactly("table", "transfers", "key");
        assertThat(self.parts().get(2).text()).startsWith("capability ");
    }

    @Test
    void lookingAtAnyStepFindsTheCodeWhereItWas() {
        for (int step = 0; step < PANIC.size(); step += PANIC.size() / 12) {
            assertThat(PANIC.variables(step)).hasSameSizeAs(PANIC.place(step).variables());
        }
    }

    @Test
    void breakpointsAreFoundInBothDirectionsAndMoveToALineWithCode() {
        int comment = lineOf("// Read-only until the first store");
        OptionalInt line = PANIC.lineWithCode(PAGER, comment);
        assertThat(line).hasValue(comment + 1);
        StepSession.LinePredicate breakpoint = (file, at) -> file.equals(PAGER) && at == line.getAsInt();
        int first = PANIC.lineAfter(-1, breakpoint).orElseThrow();
        int second = PANIC.lineAfter(first, breakpoint).orElseThrow();
        assertThat(second).isGreaterThan(first);
        assertThat(PANIC.lineBefore(second, breakpoint)).hasValue(first);
        assertThat(PANIC.lineBefore(first, breakpoint)).isEmpty();
        assertThat(PANIC.lineWithCode(PAGER, 9999)).isEmpty();
    }
}
