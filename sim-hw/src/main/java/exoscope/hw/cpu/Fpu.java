package exoscope.hw.cpu;

import exoscope.hw.Clock;

/**
 * The floating-point unit, coprocessor 1: an R3010 that deals with denormal numbers and NaN by itself, which the real one
 * leaves to its operating system (docs/machine.md, section 7). A double lies in an even register and the odd one above.
 */
public final class Fpu {
    /** Control register with the modes, conditions and exceptions. */
    public static final int CONTROL = 31;

    private static final int IMPLEMENTATION = 0;
    private static final int R3010 = 0x0340;

    /** Control: the condition that comparisons set. */
    public static final int CONDITION = 1 << 23;

    /** Control: lowest bit of the exceptions that have been raised and did not trap. */
    public static final int FLAGS_SHIFT = 2;
    /** Control: lowest bit of the exceptions that trap. */
    public static final int ENABLES_SHIFT = 7;
    /** Control: lowest bit of the exceptions that the last operation raised. */
    public static final int CAUSE_SHIFT = 12;
    /** Control: the operation was one that this unit does not have. */
    public static final int CAUSE_UNIMPLEMENTED = 1 << 17;

    private static final int EXCEPTIONS = 31;
    private static final int CAUSE = 63 << CAUSE_SHIFT;
    private static final int MODE = 3;
    private static final int WRITABLE = 0x0083_ffff;
    private static final int MORE_CONDITIONS = 0xfe00_0000;

    private final Isa isa;
    private final int[] registers = new int[32];
    private final FpuPipeline pipeline;
    private final FloatRounding rounding = new FloatRounding();
    private final FloatArithmetic arithmetic = new FloatArithmetic(rounding);
    private int control;

    Fpu(Clock clock, Isa isa) {
        this.isa = isa;
        pipeline = new FpuPipeline(clock);
    }

    /** Keeps registers and control in {@code state}. */
    public void save(FpuState state) {
        System.arraycopy(registers, 0, state.registers, 0, registers.length);
        state.control = control;
    }

    /** Sets registers and control as they were saved. */
    public void restore(FpuState state) {
        System.arraycopy(state.registers, 0, registers, 0, registers.length);
        control = state.control;
    }

    /** The bits of a register, at once. */
    public int register(int number) {
        return registers[number];
    }

    /** The control register, at once. */
    public int control() {
        return control;
    }

    FpuPipeline pipeline() {
        return pipeline;
    }

    /** Reads a register as {@code mfc1} and {@code swc1} do. */
    int read(int register) {
        pipeline.await(register);
        return registers[register];
    }

    /** Writes a register as {@code mtc1} and {@code lwc1} do. */
    void write(int register, int value) {
        pipeline.await(register);
        registers[register] = value;
    }

    /** Reads a control register as {@code cfc1} does; those that there are not read as 0. */
    int readControl(int number) {
        pipeline.awaitAll();
        return switch (number) {
            case IMPLEMENTATION -> R3010;
            case CONTROL -> control;
            default -> 0;
        };
    }

    /** Writes a control register as {@code ctc1} does; false if that makes an exception pending. */
    boolean writeControl(int number, int value) {
        pipeline.awaitAll();
        if (number == CONTROL) {
            control = value & (isa == Isa.MIPS_I ? WRITABLE : WRITABLE | MORE_CONDITIONS);
        }
        return number != CONTROL || !trapPending();
    }

    /** Whether a condition holds; the R3010 has only number 0. */
    boolean condition(int number) {
        pipeline.await(FpuPipeline.CONDITION);
        return (control & conditionBit(number)) != 0;
    }

    private int conditionBit(int number) {
        return number == 0 || isa == Isa.MIPS_I ? CONDITION : 1 << (24 + number);
    }

    /**
     * Executes an operation: an instruction of coprocessor 1 with a format in bits 25..21.
     *
     * @param gpr general registers, for the moves that depend on one
     * @return false if it raises a floating-point exception, and has changed nothing but the control register's cause
     */
    boolean operate(int word, int[] gpr) {
        int format = word >>> 21 & 31;
        return switch (format) {
            case 16 -> operate(FloatFormat.SINGLE, word, gpr);
            case 17 -> operate(FloatFormat.DOUBLE, word, gpr);
            case 20 -> convertWord(word);
            default -> unimplemented();
        };
    }

    private boolean operate(FloatFormat format, int word, int[] gpr) {
        int function = word & 63;
        int fs = word >>> 11 & 31;
        if (isOdd(format, fs)) {
            return unimplemented();
        }
        if (function >= 48) {
            return compare(format, word);
        }
        return switch (function) {
            case 0, 1, 2, 3, 4, 5, 7 -> arithmetic(format, word);
            case 6 -> move(format, word, true);
            case 17 -> isa == Isa.MIPS32_R2 ? move(format, word, movesOnCondition(word)) : unimplemented();
            case 18 -> isa == Isa.MIPS32_R2 ? move(format, word, gpr[word >>> 16 & 31] == 0) : unimplemented();
            case 19 -> isa == Isa.MIPS32_R2 ? move(format, word, gpr[word >>> 16 & 31] != 0) : unimplemented();
            case 12, 13, 14, 15 -> isa == Isa.MIPS32_R2 ? toWord(format, word, function & 3) : unimplemented();
            case 32 -> format == FloatFormat.DOUBLE ? convert(format, FloatFormat.SINGLE, word) : unimplemented();
            case 33 -> format == FloatFormat.SINGLE ? convert(format, FloatFormat.DOUBLE, word) : unimplemented();
            case 36 -> toWord(format, word, control & MODE);
            default -> unimplemented();
        };
    }

    private boolean movesOnCondition(int word) {
        return condition(word >>> 18 & 7) == ((word & 0x1_0000) != 0);
    }

    private boolean arithmetic(FloatFormat format, int word) {
        int function = word & 63;
        int ft = word >>> 16 & 31;
        boolean one = function >= 4;
        if ((function == 4 && isa == Isa.MIPS_I) || isOdd(format, word >>> 6) || (!one && isOdd(format, ft))) {
            return unimplemented();
        }
        int unit = unit(function);
        begin(format, word, unit, control & MODE);
        long a = value(format, word >>> 11);
        long b = 0;
        if (!one) {
            pipeline.await(ft, format);
            b = value(format, ft);
        }
        long result = switch (function) {
            case 0 -> arithmetic.add(format, a, b);
            case 1 -> arithmetic.subtract(format, a, b);
            case 2 -> arithmetic.multiply(format, a, b);
            case 3 -> arithmetic.divide(format, a, b);
            case 4 -> arithmetic.squareRoot(format, a);
            case 5 -> arithmetic.withSign(format, a, 0);
            default -> arithmetic.withSign(format, a, ~a & format.signBit());
        };
        return finish(format, word, result, unit, FpuLatency.of(function, format));
    }

    private static int unit(int function) {
        return switch (function) {
            case 2 -> FpuPipeline.MULTIPLIER;
            case 3, 4 -> FpuPipeline.DIVIDER;
            default -> FpuPipeline.ADDER;
        };
    }

    private boolean convert(FloatFormat from, FloatFormat to, int word) {
        if (isOdd(to, word >>> 6)) {
            return unimplemented();
        }
        begin(from, word, FpuPipeline.ADDER, control & MODE);
        long result = arithmetic.convert(from, to, value(from, word >>> 11));
        return finish(to, word, result, FpuPipeline.ADDER, FpuLatency.ADD);
    }

    private boolean toWord(FloatFormat from, int word, int mode) {
        begin(from, word, FpuPipeline.ADDER, mode);
        int result = arithmetic.toInteger(from, value(from, word >>> 11));
        return finish(FloatFormat.SINGLE, word, result, FpuPipeline.ADDER, FpuLatency.ADD);
    }

    /** An operation on a word: there are only the conversions. */
    private boolean convertWord(int word) {
        int function = word & 63;
        FloatFormat to = function == 32 ? FloatFormat.SINGLE : FloatFormat.DOUBLE;
        if ((function != 32 && function != 33) || isOdd(to, word >>> 6)) {
            return unimplemented();
        }
        begin(FloatFormat.SINGLE, word, FpuPipeline.ADDER, control & MODE);
        long result = arithmetic.fromInteger(to, registers[word >>> 11 & 31]);
        return finish(to, word, result, FpuPipeline.ADDER, FpuLatency.ADD);
    }

    private boolean compare(FloatFormat format, int word) {
        int ft = word >>> 16 & 31;
        if (isOdd(format, ft)) {
            return unimplemented();
        }
        pipeline.await(word >>> 11 & 31, format);
        pipeline.await(ft, format);
        pipeline.await(FpuPipeline.ADDER);
        rounding.begin(control & MODE);
        boolean holds = arithmetic.compare(format, value(format, word >>> 11), value(format, ft), word & 15);
        if (!record()) {
            return false;
        }
        int bit = conditionBit(word >>> 8 & 7);
        control = holds ? control | bit : control & ~bit;
        pipeline.occupy(FpuPipeline.ADDER, FpuLatency.ADD);
        pipeline.occupy(FpuPipeline.CONDITION, FpuLatency.ADD);
        return true;
    }

    private boolean move(FloatFormat format, int word, boolean really) {
        int from = word >>> 11 & 31;
        int to = word >>> 6 & 31;
        if (isOdd(format, to)) {
            return unimplemented();
        }
        pipeline.await(from, format);
        pipeline.await(to, format);
        if (really) {
            set(format, to, value(format, from));
        }
        return true;
    }

    private void begin(FloatFormat from, int word, int unit, int mode) {
        pipeline.await(word >>> 11 & 31, from);
        pipeline.await(unit);
        rounding.begin(mode);
    }

    private boolean finish(FloatFormat format, int word, long result, int unit, int cycles) {
        int to = word >>> 6 & 31;
        pipeline.await(to, format);
        if (!record()) {
            return false;
        }
        set(format, to, result);
        pipeline.occupy(to, format, cycles);
        pipeline.occupy(unit, cycles);
        return true;
    }

    /** Notes the exceptions raised; false if one of them traps. */
    private boolean record() {
        int raised = rounding.raised();
        int underflow = FloatRounding.UNDERFLOW << ENABLES_SHIFT & control;
        if ((raised & FloatRounding.TINY) != 0 && underflow != 0) {
            raised |= FloatRounding.UNDERFLOW;
        }
        raised &= EXCEPTIONS;
        control = (control & ~CAUSE) | raised << CAUSE_SHIFT;
        if (trapPending()) {
            return false;
        }
        control |= raised << FLAGS_SHIFT;
        return true;
    }

    private boolean trapPending() {
        int trapping = control >>> CAUSE_SHIFT & control >>> ENABLES_SHIFT & EXCEPTIONS;
        return trapping != 0 || (control & CAUSE_UNIMPLEMENTED) != 0;
    }

    private boolean unimplemented() {
        control = (control & ~CAUSE) | CAUSE_UNIMPLEMENTED;
        return false;
    }

    private static boolean isOdd(FloatFormat format, int register) {
        return format == FloatFormat.DOUBLE && (register & 1) != 0;
    }

    private long value(FloatFormat format, int register) {
        int low = register & 31;
        long bits = registers[low] & 0xffff_ffffL;
        return format == FloatFormat.SINGLE ? bits : bits | (long) registers[low | 1] << 32;
    }

    private void set(FloatFormat format, int register, long bits) {
        registers[register] = (int) bits;
        if (format == FloatFormat.DOUBLE) {
            registers[register | 1] = (int) (bits >>> 32);
        }
    }
}
