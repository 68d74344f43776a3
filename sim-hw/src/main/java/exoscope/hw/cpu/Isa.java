package exoscope.hw.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which instructions a CPU has. Coprocessor 0 and its exceptions are the R3000's in any case. */
public enum Isa {
    /** What the R3000 and R3010 execute; any other word is a reserved instruction. */
    MIPS_I("mips1"),
    /**
     * What user programs of MIPS32 release 2 use besides, the floating-point unit with 32-bit registers (FR=0) included.
     */
    MIPS32_R2("mips32r2");

    private final String label;

    Isa(String label) {
        this.label = label;
    }

    /** Name on a command line, as a compiler's {@code -march} has it. */
    public String label() {
        return label;
    }

    /** The instruction set of this name, or null. */
    public static @Nullable Isa labelled(String label) {
        return Arrays.stream(values())
                .filter(isa -> isa.label.equals(label))
                .findFirst()
                .orElse(null);
    }

    long decode(int word) {
        return this == MIPS_I ? Decoder.decode(word) : Mips32Decoder.decode(word);
    }
}
