package exoscope.gui.app;

import exoscope.gui.editor.CodeEditor;
import exoscope.gui.editor.LineMarks;
import exoscope.labs.engine.LabException;
import exoscope.labs.engine.Workspace;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The workspace's files, a tab each; the kit's own files can be read but not changed. */
final class FileTabs extends TabPane {
    private final Workspace workspace;
    private final Map<String, CodeEditor> editors = new LinkedHashMap<>();
    /** The kit's files as well. */
    private final Map<String, CodeEditor> all = new LinkedHashMap<>();

    private final Map<String, Tab> tabs = new LinkedHashMap<>();
    private final Map<String, LineMarks> marks = new LinkedHashMap<>();
    private BiConsumer<String, Integer> onMargin = (file, line) -> {};

    /** @throws LabException if a file of the workspace cannot be read */
    FileTabs(Workspace workspace) {
        this.workspace = workspace;
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        getStyleClass().add("dense");
        workspace.sources().forEach(this::add);
    }

    private void add(SourceFile file) {
        CodeEditor editor = new CodeEditor(file.name());
        editor.open(file.text());
        editor.setOnMargin(line -> onMargin.accept(file.path(), line));
        all.put(file.path(), editor);
        Tab tab = new Tab(file.name(), editor);
        if (workspace.lab().editable().contains(file.path())) {
            editors.put(file.path(), editor);
            editor.dirtyProperty().subscribe(dirty -> tab.setText(dirty ? file.name() + " *" : file.name()));
        } else {
            editor.setReadOnly(true);
            tab.getStyleClass().add("kit-file");
            tab.setGraphic(new FontIcon(MaterialDesignL.LOCK_OUTLINE));
            tab.setTooltip(new Tooltip("A file of the kit: to be read, not changed"));
        }
        tabs.put(file.path(), tab);
        getTabs().add(tab);
    }

    /** What is done whenever somebody has stopped typing for a moment. */
    void setPaused(Runnable action) {
        editors.values().forEach(editor -> editor.addPaused(action));
    }

    /** Everything to compile, as it stands in the editors. */
    List<SourceFile> sources() {
        return workspace.lab().skeleton().stream()
                .map(file -> editors.containsKey(file.path())
                        ? new SourceFile(file.path(), editor(file.path()).text())
                        : file)
                .toList();
    }

    /** Writes what has been changed. */
    void save() throws IOException {
        for (var each : editors.entrySet()) {
            if (each.getValue().dirtyProperty().get()) {
                workspace.write(each.getKey(), each.getValue().text());
                each.getValue().noteSaved();
            }
        }
    }

    boolean unsaved() {
        return editors.values().stream()
                .anyMatch(editor -> editor.dirtyProperty().get());
    }

    /** Marks problems in the files that they are in. */
    void mark(List<? extends Problem> problems) {
        editors.forEach((path, editor) -> editor.setProblems(problems.stream()
                .filter(each -> isIn(path, each.file()))
                .map(each -> (Problem) each)
                .toList()));
    }

    /** Changes the marks of a file's lines; nothing happens if there is no such file. */
    void mark(String path, UnaryOperator<LineMarks> change) {
        CodeEditor editor = all.get(path);
        if (editor != null) {
            LineMarks changed = change.apply(marks.getOrDefault(path, LineMarks.NONE));
            marks.put(path, changed);
            editor.setMarks(changed);
        }
    }

    /** Changes the marks of every file. */
    void markAll(UnaryOperator<LineMarks> change) {
        all.keySet().forEach(path -> mark(path, change));
    }

    /** What is done with a file's path and the number of a line when somebody clicks on the margin beside it. */
    void setOnMargin(BiConsumer<String, Integer> action) {
        onMargin = action;
    }

    /** The file whose tab is in front, and the line that its caret is in. */
    void atCaret(BiConsumer<String, Integer> use) {
        all.forEach((path, editor) -> {
            if (Objects.equals(getSelectionModel().getSelectedItem(), tabs.get(path))) {
                use.accept(path, editor.caretLine());
            }
        });
    }

    /** Goes to a place in a file, by its path or last name; lines and columns count from 1. */
    void reveal(String file, int line, int column) {
        tabs.forEach((path, tab) -> {
            if (isIn(path, file) && tab.getContent() instanceof CodeEditor editor) {
                getSelectionModel().select(tab);
                editor.reveal(line, column);
                editor.focusText();
            }
        });
    }

    /** Brings a line of a file into sight, and leaves the keyboard and the cursor where they are. */
    void show(String path, int line) {
        CodeEditor editor = all.get(path);
        if (editor != null) {
            getSelectionModel().select(tabs.get(path));
            editor.bringIntoSight(line);
        }
    }

    /** The file whose tab is in front, if it is one that students edit; else the first of those. */
    String current() {
        Tab front = getSelectionModel().getSelectedItem();
        return editors.keySet().stream()
                .filter(path -> front != null && front.equals(tabs.get(path)))
                .findFirst()
                .orElse(workspace.lab().editable().getFirst());
    }

    /** Puts a file back to how it was handed out; undo brings the student's text back. */
    void reset(String path) {
        SourceFile original = workspace.lab().skeleton().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
        editor(path).replaceText(original.text());
        reveal(path, 1, 1);
    }

    CodeEditor editor(String path) {
        CodeEditor editor = editors.get(path);
        if (editor == null) {
            throw new IllegalArgumentException(path + " is not a file that students edit");
        }
        return editor;
    }

    private static boolean isIn(String path, String file) {
        return path.equals(file) || path.endsWith("/" + file);
    }
}
