package exoscope.libos.metered;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source lines of a method's first instruction and of what follows each label. */
final class CodeLines {
    private final Map<Label, Integer> atLabel = new HashMap<>();
    private int first;

    CodeLines(CodeModel code) {
        List<Label> pending = new ArrayList<>();
        int line = 0;
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                pending.add(target.label());
            } else if (element instanceof LineNumber number) {
                line = number.line();
                first = first == 0 ? line : first;
            } else if (element instanceof Instruction) {
                for (Label label : pending) {
                    atLabel.put(label, line);
                }
                pending.clear();
            }
        }
    }

    /** The line of the method's first instruction, or 0 if it has none. */
    int first() {
        return first;
    }

    /** The line of the instruction that follows a label, or 0 if it has none. */
    int at(Label label) {
        return atLabel.getOrDefault(label, 0);
    }
}
