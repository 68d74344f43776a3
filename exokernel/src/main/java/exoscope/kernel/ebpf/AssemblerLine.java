package exoscope.kernel.ebpf;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of assembler text. */
final class AssemblerLine {
    private static final String NUMBER = "-?(?:0x[0-9a-fA-F]+|\\d+)";
    private static final String PLACE = "\\*\\(([us])(8|16|32|64) \\*\\)\\(r(\\d+) ([+-]) (\\d+)\\)";

    private static final Pattern ARITHMETIC =
            Pattern.compile("([rw])(\\d+) (s?(?:[-+*/|&%^]|<<|>>)|)= (?:\\(s(8|16|32)\\))?(?:([rw])(\\d+)|(NUM))"
                    .replace("NUM", NUMBER));
    private static final Pattern NEGATION = Pattern.compile("([rw])(\\d+) = -[rw]\\d+");
    private static final Pattern SWAP = Pattern.compile("r(\\d+) = (le|be|bswap)(16|32|64) r\\d+");
    private static final Pattern WIDE = Pattern.compile("r(\\d+) = 0x([0-9a-fA-F]+) ll");
    private static final Pattern REGION = Pattern.compile("r(\\d+) = region\\[(\\d+)]");
    private static final Pattern VALUE = Pattern.compile("r(\\d+) = value\\[(\\d+)]\\+(\\d+)");
    private static final Pattern LOAD = Pattern.compile("r(\\d+) = " + PLACE);
    private static final Pattern STORE = Pattern.compile(PLACE + " = (?:r(\\d+)|(" + NUMBER + "))");
    private static final Pattern CONDITION =
            Pattern.compile("if ([rw])(\\d+) (==|!=|s?[<>]=?|&) (?:[rw](\\d+)|(" + NUMBER + ")) goto (\\S+)");
    private static final Pattern GOTO = Pattern.compile("goto(l?) (\\S+)");
    private static final Pattern CALL = Pattern.compile("call (?:pc(\\S+)|(\\d+)|(\\w+))");
    private static final Pattern LOCK =
            Pattern.compile("lock \\*\\(u(32|64) \\*\\)\\(r(\\d+) ([+-]) (\\d+)\\) ([+|&^])= r(\\d+)");
    private static final Pattern FETCH = Pattern.compile(
            "r\\d+ = atomic_fetch_(add|or|and|xor)\\(\\(u(32|64) \\*\\)\\(r(\\d+) ([+-]) (\\d+)\\), r(\\d+)\\)");
    private static final Pattern EXCHANGE =
            Pattern.compile("r\\d+ = (xchg|cmpxchg)_(32|64)\\(r(\\d+) ([+-]) (\\d+), (?:r0, )?r(\\d+)\\)");

    private static final Map<String, Integer> OPERATIONS = new TreeMap<>();
    private static final Map<String, Integer> COMPARISONS = new TreeMap<>();
    private static final Map<String, Integer> FETCHES = new TreeMap<>();

    static {
        for (int operation = Opcode.ADD; operation <= Opcode.ARSH; operation += 0x10) {
            OPERATIONS.put(Disassembler.symbol(operation), operation);
        }
        OPERATIONS.put("", Opcode.MOV);
        OPERATIONS.put("s/", Opcode.DIV);
        OPERATIONS.put("s%", Opcode.MOD);
        for (int operation = Opcode.JEQ; operation <= Opcode.JSLE; operation += 0x10) {
            COMPARISONS.put(Disassembler.comparison(operation), operation);
        }
        for (int operation : new int[] {Opcode.ADD, Opcode.OR, Opcode.AND, Opcode.XOR}) {
            FETCHES.put(Disassembler.word(operation), operation);
        }
    }

    private final String line;
    private final ToIntFunction<String> distance;

    private AssemblerLine(String line, ToIntFunction<String> distance) {
        this.line = line;
        this.distance = distance;
    }

    static Instruction read(String line, ToIntFunction<String> distance) {
        return new AssemblerLine(line, distance).read();
    }

    private Instruction read() {
        if (line.equals("exit")) {
            return new Instruction(Opcode.JMP | Opcode.EXIT, 0, 0, 0, 0);
        }
        Instruction found = firstOf(control(), memory(), constants());
        if (found == null) {
            throw new IllegalArgumentException("not an instruction: " + line);
        }
        return found;
    }

    private static @Nullable Instruction firstOf(@Nullable Instruction... candidates) {
        for (Instruction candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable Instruction control() {
        Matcher m = CONDITION.matcher(line);
        if (m.matches()) {
            int kind = m.group(1).equals("r") ? Opcode.JMP : Opcode.JMP32;
            int opcode = kind | COMPARISONS.getOrDefault(m.group(3), 0) | (m.group(4) == null ? 0 : Opcode.X);
            return new Instruction(
                    opcode, integer(m, 2), integer(m, 4), distance.applyAsInt(m.group(6)), integer(m, 5));
        }
        m = GOTO.matcher(line);
        if (m.matches()) {
            int far = distance.applyAsInt(m.group(2));
            return m.group(1).isEmpty()
                    ? new Instruction(Opcode.JMP, 0, 0, far, 0)
                    : new Instruction(Opcode.JMP32, 0, 0, 0, far);
        }
        m = CALL.matcher(line);
        if (m.matches()) {
            boolean local = m.group(2) == null;
            String function = m.group(1) == null ? m.group(3) : m.group(1);
            return new Instruction(
                    Opcode.JMP | Opcode.CALL,
                    0,
                    local ? Opcode.CALL_LOCAL : Opcode.CALL_HELPER,
                    0,
                    local ? distance.applyAsInt(function) : integer(m, 2));
        }
        return null;
    }

    private @Nullable Instruction memory() {
        Matcher m = LOAD.matcher(line);
        if (m.matches()) {
            int mode = m.group(2).equals("s") ? Opcode.MEMSX : Opcode.MEM;
            return new Instruction(Opcode.LDX | mode | size(m.group(3)), integer(m, 1), integer(m, 4), offset(m, 5), 0);
        }
        m = STORE.matcher(line);
        if (m.matches()) {
            int kind = m.group(6) == null ? Opcode.ST : Opcode.STX;
            int opcode = kind | Opcode.MEM | size(m.group(2));
            return new Instruction(opcode, integer(m, 3), integer(m, 6), offset(m, 4), integer(m, 7));
        }
        return atomic();
    }

    private @Nullable Instruction atomic() {
        Matcher m = LOCK.matcher(line);
        if (m.matches()) {
            int imm = OPERATIONS.getOrDefault(m.group(5), 0);
            return atomic(m.group(1), integer(m, 2), offset(m, 3), integer(m, 6), imm);
        }
        m = FETCH.matcher(line);
        if (m.matches()) {
            int imm = FETCHES.getOrDefault(m.group(1), 0) | Opcode.FETCH;
            return atomic(m.group(2), integer(m, 3), offset(m, 4), integer(m, 6), imm);
        }
        m = EXCHANGE.matcher(line);
        if (m.matches()) {
            int imm = m.group(1).equals("xchg") ? Opcode.XCHG : Opcode.CMPXCHG;
            return atomic(m.group(2), integer(m, 3), offset(m, 4), integer(m, 6), imm);
        }
        return null;
    }

    private static Instruction atomic(String bits, int dst, int offset, int src, int imm) {
        return new Instruction(Opcode.STX | Opcode.ATOMIC | size(bits), dst, src, offset, imm);
    }

    private @Nullable Instruction constants() {
        Matcher m = WIDE.matcher(line);
        if (m.matches()) {
            long value = Long.parseUnsignedLong(m.group(2), 16);
            return new Instruction(Opcode.LDDW, integer(m, 1), 0, 0, (int) value, (int) (value >>> 32));
        }
        m = REGION.matcher(line);
        if (m.matches()) {
            return new Instruction(Opcode.LDDW, integer(m, 1), Opcode.WIDE_REGION, 0, integer(m, 2));
        }
        m = VALUE.matcher(line);
        if (m.matches()) {
            return new Instruction(Opcode.LDDW, integer(m, 1), Opcode.WIDE_VALUE, 0, integer(m, 2), integer(m, 3));
        }
        return arithmetic();
    }

    private @Nullable Instruction arithmetic() {
        Matcher m = NEGATION.matcher(line);
        if (m.matches()) {
            return new Instruction(bank(m.group(1)) | Opcode.NEG, integer(m, 2), 0, 0, 0);
        }
        m = SWAP.matcher(line);
        if (m.matches()) {
            int opcode = Opcode.END
                    | switch (m.group(2)) {
                        case "le" -> Opcode.ALU;
                        case "be" -> Opcode.ALU | Opcode.X;
                        default -> Opcode.ALU64;
                    };
            return new Instruction(opcode, integer(m, 1), 0, 0, integer(m, 3));
        }
        m = ARITHMETIC.matcher(line);
        if (!m.matches()) {
            return null;
        }
        String symbol = m.group(3);
        Integer operation = OPERATIONS.get(symbol);
        if (operation == null) {
            return null;
        }
        int offset = m.group(4) != null ? integer(m, 4) : symbol.equals("s/") || symbol.equals("s%") ? 1 : 0;
        int opcode = bank(m.group(1)) | operation | (m.group(6) == null ? 0 : Opcode.X);
        return new Instruction(opcode, integer(m, 2), integer(m, 6), offset, integer(m, 7));
    }

    private static int bank(String letter) {
        return letter.equals("r") ? Opcode.ALU64 : Opcode.ALU;
    }

    private static int size(String bits) {
        return switch (bits) {
            case "8" -> Opcode.B;
            case "16" -> Opcode.H;
            case "32" -> Opcode.W;
            default -> Opcode.DW;
        };
    }

    private static int offset(Matcher m, int sign) {
        int distance = integer(m, sign + 1);
        return m.group(sign).equals("-") ? -distance : distance;
    }

    /** The number in a group, or 0 if the group is not there. */
    private static int integer(Matcher m, int group) {
        String text = m.group(group);
        return text == null ? 0 : Long.decode(text).intValue();
    }
}
