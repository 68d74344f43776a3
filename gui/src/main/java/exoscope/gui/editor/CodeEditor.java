package exoscope.gui.editor;

import exoscope.libos.metered.Problem;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** An editor for one Java file: line numbers, colours, seams, and problems at their place. */
public final class CodeEditor extends BorderPane {
    /** Typing pauses this long before the colours follow. */
    private static final Duration PAUSE = Duration.ofMillis(120);

    /** Typing pauses this long before the text is compiled. */
    private static final Duration LONG_PAUSE = Duration.ofMillis(700);

    /** Lines in sight around the one that somebody is to see. */
    private static final int AROUND = 3;

    private static final Executor COLOURING = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("colouring").daemon().factory());

    private final CodeArea area = new CodeArea();
    private final FindBar find = new FindBar(area, line -> reveal(line, 1));
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private List<Problem> problems = List.of();
    private BitSet seams = new BitSet();
    private LineMarks marks = LineMarks.NONE;
    private IntConsumer onMargin = line -> {};
    private String saved = "";
    private Runnable onStyled = () -> {};

    /** @param title how assistive technology calls it, usually the file's name */
    public CodeEditor(String title) {
        getStyleClass().add("code-editor");
        area.setAccessibleRole(AccessibleRole.TEXT_AREA);
        area.setAccessibleText(title);
        area.setParagraphGraphicFactory(new Gutter(this));
        area.multiPlainChanges().subscribe(change -> noteChange());
        area.multiPlainChanges().successionEnds(PAUSE).subscribe(change -> restyleSoon());
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN).match(event)) {
                find.open();
                event.consume();
            }
        });
        AutoIndent.install(area);
        ProblemTips.install(this, area);
        setTop(find);
        setCenter(new VirtualizedScrollPane<>(area));
    }

    /** Does something whenever somebody has stopped typing for a moment. */
    public void addPaused(Runnable action) {
        area.multiPlainChanges().successionEnds(LONG_PAUSE).subscribe(change -> action.run());
    }

    /** Shows a text as it is on the disk; undoing does not go back before it. */
    public void open(String text) {
        area.replaceText(text);
        area.getUndoManager().forgetHistory();
        noteSaved();
        restyle();
        reveal(SeamLines.first(lines()) + 1, 1);
    }

    public String text() {
        return area.getText();
    }

    /** Puts other text in place, as if it had been typed. */
    public void replaceText(String text) {
        area.replaceText(text);
        restyle();
    }

    public void setReadOnly(boolean readOnly) {
        area.setEditable(!readOnly);
        if (readOnly) {
            getStyleClass().add("read-only");
        }
    }

    /** Whether the text differs from the file's. */
    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** The text is now what the file has. */
    public void noteSaved() {
        saved = area.getText();
        dirty.set(false);
    }

    /** Marks what is wrong with this file; the problems are in the order of their lines. */
    public void setProblems(List<Problem> ofThisFile) {
        problems = List.copyOf(ofThisFile);
        restyle();
        area.setParagraphGraphicFactory(new Gutter(this));
    }

    /** Marks lines, until they are marked otherwise. */
    public void setMarks(LineMarks wanted) {
        if (!wanted.equals(marks)) {
            marks = wanted;
            styleLines();
            area.setParagraphGraphicFactory(new Gutter(this));
        }
    }

    /** What is done with the number of a line, from 1, when somebody clicks on the margin beside it. */
    public void setOnMargin(IntConsumer action) {
        onMargin = action;
    }

    /** The line that the caret is in, from 1. */
    public int caretLine() {
        return area.getCurrentParagraph() + 1;
    }

    /** Puts the caret at a place, counted from 1, and scrolls there. */
    public void reveal(int line, int column) {
        int paragraph = Math.clamp(line - 1L, 0, area.getParagraphs().size() - 1);
        area.moveTo(paragraph, Math.clamp(column - 1L, 0, area.getParagraphLength(paragraph)));
        area.showParagraphAtTop(Math.max(0, paragraph - 4));
    }

    /** Scrolls only if a line, from 1, or those around it are not in sight. */
    public void bringIntoSight(int line) {
        int paragraph = Math.clamp(line - 1L, 0, area.getParagraphs().size() - 1);
        boolean drawn = !area.getVisibleParagraphs().isEmpty();
        if (!drawn
                || paragraph < area.firstVisibleParToAllParIndex() + AROUND
                || paragraph > area.lastVisibleParToAllParIndex() - AROUND) {
            area.showParagraphAtCenter(paragraph);
        }
    }

    /** Gives the keyboard to the text. */
    public void focusText() {
        area.requestFocus();
    }

    /** What is done whenever the colours have followed the text. */
    void setOnStyled(Runnable action) {
        onStyled = action;
    }

    CodeArea area() {
        return area;
    }

    FindBar find() {
        return find;
    }

    Optional<Problem> problemAt(int line) {
        return problems.stream().filter(problem -> problem.line() == line).findFirst();
    }

    LineMarks marks() {
        return marks;
    }

    void marginClicked(int line) {
        onMargin.accept(line);
    }

    boolean isInSeam(int line) {
        return seams.get(line);
    }

    private List<String> lines() {
        return area.getText().lines().toList();
    }

    private void noteChange() {
        dirty.set(!area.getText().equals(saved));
    }

    private void restyle() {
        apply(Styling.of(area.getText(), problems));
    }

    /** As {@link #restyle}, but the work is done elsewhere, and in vain if the text has changed meanwhile. */
    private void restyleSoon() {
        String text = area.getText();
        List<Problem> marked = problems;
        COLOURING.execute(() -> {
            Styling styling = Styling.of(text, marked);
            Platform.runLater(() -> {
                if (marked.equals(problems) && text.equals(area.getText())) {
                    apply(styling);
                }
            });
        });
    }

    private void apply(Styling styling) {
        area.setStyleSpans(0, styling.spans());
        if (!styling.seams().equals(seams)) {
            seams = styling.seams();
            area.setParagraphGraphicFactory(new Gutter(this));
        }
        styleLines();
        onStyled.run();
    }

    private void styleLines() {
        for (int line = 0; line < area.getParagraphs().size(); line++) {
            List<String> style = marks.styles(line + 1, seams.get(line));
            if (!style.equals(List.copyOf(area.getParagraph(line).getParagraphStyle()))) {
                area.setParagraphStyle(line, style);
            }
        }
    }
}
