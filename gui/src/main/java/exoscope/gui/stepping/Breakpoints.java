package exoscope.gui.stepping;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Lines of source files at which stepping stops. */
public final class Breakpoints {
    private final ReadOnlyObjectWrapper<Map<String, SortedSet<Integer>>> lines =
            new ReadOnlyObjectWrapper<>(new TreeMap<>());

    /** The lines, from 1, by the file's path; never changed in place. */
    public ReadOnlyObjectProperty<Map<String, SortedSet<Integer>>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    boolean contain(String file, int line) {
        return lines.get().getOrDefault(file, new TreeSet<>()).contains(line);
    }

    void toggle(String file, int line) {
        SortedMap<String, SortedSet<Integer>> changed = new TreeMap<>(lines.get());
        SortedSet<Integer> ofFile = new TreeSet<>(changed.getOrDefault(file, new TreeSet<>()));
        if (!ofFile.remove(line)) {
            ofFile.add(line);
        }
        changed.put(file, ofFile);
        lines.set(changed);
    }
}
