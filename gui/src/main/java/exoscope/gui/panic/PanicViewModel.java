package exoscope.gui.panic;

import exoscope.labs.view.PanicReport;
import exoscope.libos.runtime.LibOsEvent.CodePlace;
import java.util.ArrayList;
import java.util.List;

/**
 * What the panel about a libOS panic says.
 *
 * @param title whose libOS, and when
 * @param headline what was thrown
 * @param place where it is best mended; its file is empty if that is not known
 * @param stack the calls at the throw, the innermost first
 * @param calls the last kernel calls, the oldest first
 * @param state what was wanted from the environment and what it owned
 */
public record PanicViewModel(
        String title, String headline, CodePlace place, List<Row> stack, List<Row> calls, List<Row> state) {

    /**
     * A line of a list.
     *
     * @param text what it says
     * @param file the source file that it leads to, or empty
     * @param line the line there
     * @param heading whether it is about those that follow
     */
    public record Row(String text, String file, int line, boolean heading) {
        static Row of(String text) {
            return new Row(text, "", 0, false);
        }

        static Row of(CodePlace place) {
            return new Row(PanicReport.inWords(place), place.line() > 0 ? place.file() : "", place.line(), false);
        }
    }

    /** The panel for a panic. */
    public static PanicViewModel of(PanicReport panic) {
        List<Row> stack = new ArrayList<>(panic.stack().stream().map(Row::of).toList());
        if (panic.deeper() > 0) {
            stack.add(Row.of("and %,d more".formatted(panic.deeper())));
        }
        List<Row> state = new ArrayList<>();
        section(state, "Wanted back by the kernel", panic.revocations());
        section(state, "Frames owned", panic.frames());
        section(state, "In the TLB", panic.tlb());
        return new PanicViewModel(
                "libOS panic of %s at cycle %,d".formatted(panic.env(), panic.cycle()),
                panic.headline(),
                panic.place(),
                List.copyOf(stack),
                panic.calls().stream()
                        .map(call -> Row.of(PanicReport.inWords(call).strip()))
                        .toList(),
                List.copyOf(state));
    }

    private static void section(List<Row> rows, String title, List<String> content) {
        String count = content.isEmpty() ? "none" : Integer.toString(content.size());
        rows.add(new Row("%s: %s".formatted(title, count), "", 0, true));
        content.forEach(text -> rows.add(Row.of(text)));
    }
}
