package exoscope.kernel.ebpf;

import java.util.List;

/** Executes a verified program an instruction at a time: what it does is what programs mean. */
final class Interpreter implements ProgramBody {
    private static final int SAVED = 4;

    private final Instruction[] code;
    private final Blocks blocks;
    private final HelperTable helpers;

    Interpreter(List<Instruction> code, Blocks blocks, HelperTable helpers) {
        this.code = code.toArray(Instruction[]::new);
        this.blocks = blocks;
        this.helpers = helpers;
    }

    @Override
    public long run(Execution execution, long context) {
        return new Run(execution).run(context);
    }

    /** Registers and active functions of one run. */
    private final class Run {
        private final Execution execution;
        private final long[] r = new long[11];
        private final long[] saved = new long[SAVED * Execution.MOST_FRAMES];
        private final int[] returns = new int[Execution.MOST_FRAMES];
        private int depth;

        Run(Execution execution) {
            this.execution = execution;
        }

        long run(long context) {
            r[1] = context;
            r[10] = Execution.address(Execution.STACK, Execution.FRAME_BYTES);
            int pc = 0;
            while (pc >= 0) {
                if (blocks.isLeader(pc)) {
                    execution.charge(blocks.cycles(pc));
                }
                pc = step(pc, code[pc]);
            }
            return r[0];
        }

        private int step(int pc, Instruction i) {
            switch (i.kind()) {
                case Opcode.ALU64 -> r[i.dst()] = wide(i);
                case Opcode.ALU -> r[i.dst()] = narrow(i);
                case Opcode.LDX -> r[i.dst()] = load(i);
                case Opcode.ST -> execution.store(r[i.dst()] + i.offset(), i.size(), i.imm());
                case Opcode.STX -> store(i);
                case Opcode.LD -> r[i.dst()] = constant(i);
                default -> {
                    return jump(pc, i);
                }
            }
            return pc + i.slots();
        }

        private long wide(Instruction i) {
            if (i.operation() == Opcode.END) {
                return Arithmetic.swap(i, r[i.dst()]);
            }
            return Arithmetic.wide(i.operation(), i.offset(), r[i.dst()], operand(i));
        }

        private long narrow(Instruction i) {
            if (i.operation() == Opcode.END) {
                return Arithmetic.swap(i, r[i.dst()]);
            }
            return Arithmetic.narrow(i.operation(), i.offset(), r[i.dst()], operand(i));
        }

        private long operand(Instruction i) {
            return i.usesSource() ? r[i.src()] : i.imm();
        }

        private long load(Instruction i) {
            long value = execution.load(r[i.src()] + i.offset(), i.size());
            if (i.mode() == Opcode.MEM) {
                return value;
            }
            int unused = Long.SIZE - i.size() * Byte.SIZE;
            return value << unused >> unused;
        }

        private void store(Instruction i) {
            long address = r[i.dst()] + i.offset();
            if (!i.isAtomic()) {
                execution.store(address, i.size(), r[i.src()]);
                return;
            }
            long old = execution.atomic(address, i.size(), i.imm(), r[i.src()], r[0]);
            if (i.imm() == Opcode.CMPXCHG) {
                r[0] = old;
            } else if ((i.imm() & Opcode.FETCH) != 0) {
                r[i.src()] = old;
            }
        }

        private int jump(int pc, Instruction i) {
            if (i.isConditional()) {
                boolean wide = i.kind() == Opcode.JMP;
                long a = wide ? r[i.dst()] : (int) r[i.dst()];
                long b = wide ? operand(i) : (int) operand(i);
                return Arithmetic.holds(i.operation(), a, b) ? i.target(pc) : pc + 1;
            }
            if (i.isExit()) {
                return leave();
            }
            if (i.isLocalCall()) {
                return enter(pc, i);
            }
            if (i.isCall()) {
                r[0] = helpers.get(i.imm()).function().call(execution, r[1], r[2], r[3], r[4], r[5]);
                return pc + 1;
            }
            return i.target(pc);
        }

        private int enter(int pc, Instruction i) {
            System.arraycopy(r, 6, saved, SAVED * depth, SAVED);
            returns[depth] = pc + 1;
            depth++;
            r[10] += Execution.FRAME_BYTES;
            return i.target(pc);
        }

        private int leave() {
            if (depth == 0) {
                return -1;
            }
            depth--;
            r[10] -= Execution.FRAME_BYTES;
            System.arraycopy(saved, SAVED * depth, r, 6, SAVED);
            return returns[depth];
        }
    }

    /** The value that a 64-bit immediate stands for. */
    static long constant(Instruction i) {
        return switch (i.src()) {
            case Opcode.WIDE_REGION -> Execution.handle(i.imm());
            case Opcode.WIDE_VALUE -> Execution.address(Execution.FIRST_REGION + i.imm(), i.nextImm());
            default -> i.wide();
        };
    }
}
