package exoscope.gui.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.app.Background;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import exoscope.labs.stepping.Step;
import exoscope.labs.stepping.StepSession;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.runtime.GuestValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stepping through the skeleton, which panics in onRevoke, without a screen. */
class SteppingViewModelTest {
    private static final String PAGER = "lab04/Pager.java";
    private static final Lab LAB = Lab.find("lab04");
    private static final GuestCode CODE = LAB.build(LAB.skeleton()).code().orElseThrow();
    private static final StepSession SESSION = StepSession.of(LAB, CODE, Ticket.of(LAB, "memory-wanted"));

    private final SteppingViewModel model = new SteppingViewModel(new Background(Runnable::run, Runnable::run));

    @BeforeEach
    void begin() {
        model.begin(SESSION, 0, "here it panics.");
    }

    private Step at() {
        return model.stepProperty().get().orElseThrow();
    }

    private static int lineOf(String text) {
        return 1
                + (int) LAB.skeleton()
                        .getFirst()
                        .text()
                        .lines()
                        .takeWhile(line -> !line.contains(text))
                        .count();
    }

    @Test
    void stepsGoOnAndBackByChargePoints() {
        assertThat(at().index()).isZero();
        model.step();
        Step second = at();
        assertThat(second.place().charged()).isTrue();
        model.step();
        model.stepBack();
        assertThat(at()).isEqualTo(second);
        model.stepBack();
        model.stepBack();
        assertThat(model.sentenceProperty().get()).contains("no earlier charge point");
    }

    @Test
    void breakpointStopsWithItsVariablesAndTheEndSaysWhatHappensThere() {
        model.toggleBreakpoint(PAGER, lineOf("// Read-only until the first store"));
        assertThat(model.breakpoints().linesProperty().get().get(PAGER))
                .containsExactly(lineOf("if (!env.kernel().tlbWrite("));
        model.resume();
        assertThat(at().place().line()).isEqualTo(lineOf("if (!env.kernel().tlbWrite("));
        assertThat(model.variablesProperty().get())
                .extracting(GuestValue::name)
                .containsExactly("this", "env", "number", "store", "page");
        assertThat(model.sentenceProperty().get()).contains("Pager.onTlbMiss, line ", "in upcall TlbMiss for page 0x");
        model.toggleBreakpoint(PAGER, lineOf("if (!env.kernel().tlbWrite("));
        model.resume();
        assertThat(at().index()).isEqualTo(SESSION.size() - 1);
        model.resume();
        assertThat(model.sentenceProperty().get()).isEqualTo("No breakpoint comes later; here it panics.");
        model.resumeBack();
        assertThat(at().index()).isZero();
    }

    @Test
    void runToALineGoesThereOnOrBackAndSaysIfItIsNeverReached() {
        int line = lineOf("return env.runProgram();");
        model.runTo(PAGER, line);
        assertThat(at().place().line()).isEqualTo(line);
        model.resume();
        model.runTo(PAGER, line);
        assertThat(at().place().line()).as("it was before").isEqualTo(line);
        model.runTo(PAGER, lineOf("lab04.vacate is not written yet"));
        assertThat(model.sentenceProperty().get()).startsWith("The code never comes to line ");
    }

    @Test
    void variablesThatAreFoundTooLateAreNotShown() {
        Queue<Runnable> later = new ArrayDeque<>();
        SteppingViewModel slow = new SteppingViewModel(new Background(later::add, Runnable::run));
        slow.begin(SESSION, 0, "");
        slow.resume();
        later.remove().run();
        assertThat(slow.variablesProperty().get()).isEmpty();
        later.remove().run();
        assertThat(slow.variablesProperty().get())
                .extracting(GuestValue::name)
                .containsExactly("this", "env", "frame", "deadline");
        slow.end();
        assertThat(slow.variablesProperty().get()).isEqualTo(List.of());
        assertThat(slow.active()).isFalse();
    }
}
