package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what {@link Disassembler} writes, and labels: {@code name:} on a line of its own, then {@code goto name}. A line
 * holds one instruction; what follows a semicolon is a comment.
 */
public final class Assembler {
    private final Map<String, Integer> labels = new TreeMap<>();

    private Assembler() {}

    /**
     * Assembles a program.
     *
     * @throws IllegalArgumentException if a line is no instruction; the message names it
     */
    public static List<Instruction> assemble(String source) {
        return new Assembler().read(source);
    }

    private List<Instruction> read(String source) {
        List<String> lines = new ArrayList<>();
        int slot = 0;
        for (String line : source.lines().toList()) {
            String text = line.replaceFirst(";.*", "").strip();
            if (text.endsWith(":")) {
                labels.put(text.substring(0, text.length() - 1), slot);
            } else if (!text.isEmpty()) {
                lines.add(text);
                slot += isWide(text) ? 2 : 1;
            }
        }
        List<Instruction> code = new ArrayList<>();
        for (String line : lines) {
            Instruction instruction = AssemblerLine.read(line, word -> distance(word, code.size()));
            code.add(instruction);
            if (instruction.isWide()) {
                code.add(Instruction.TAIL);
            }
        }
        return code;
    }

    private static boolean isWide(String text) {
        return text.endsWith(" ll") || text.contains("= region[") || text.contains("= value[");
    }

    private int distance(String word, int at) {
        Integer target = labels.get(word);
        if (target != null) {
            return target - at - 1;
        }
        if (!word.matches("[+-]\\d+")) {
            throw new IllegalArgumentException("no such label: " + word);
        }
        return Integer.parseInt(word);
    }
}
