package exoscope.kernel.ebpf;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Programs that narrow a number down in every way there is, spill it, copy it, go round a loop with it and
 * then use it as an index: what the verifier believes of ranges decides alone whether they stay in their memory.
 */
class RangeSoundnessTest {
    private static final int PROGRAMS = 1_000;
    private static final int ROUNDS = 24;
    private static final RegionSpec BIG = RegionSpec.array("big", 96, 1, true);
    private static final String[] OPS = {"+", "-", "*", "/", "s/", "|", "&", "<<", ">>", "%", "s%", "^", "s>>"};
    private static final String[] JUMPS = {"==", "!=", ">", ">=", "<", "<=", "s>", "s>=", "s<", "s<=", "&"};
    private static final long[] INPUTS = {
        0,
        1,
        -1,
        5,
        95,
        96,
        97,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        0x1_0000_0005L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Integer.MIN_VALUE,
        -96,
        -2,
        0xffff_ffff_0000_0003L,
        0x8000_0000_0000_0001L
    };

    private final Random random = new Random(11);
    private final List<String> lines = new ArrayList<>();
    private int labels;

    private int constant() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> 1 << random.nextInt(32);
            case 2 -> (1 << random.nextInt(1, 8)) - 1;
            case 3 -> -random.nextInt(100);
            default -> random.nextInt(100);
        };
    }

    private String bank() {
        return random.nextInt(3) == 0 ? "w" : "r";
    }

    private String register() {
        return String.valueOf(new int[] {2, 3, 4}[random.nextInt(3)]);
    }

    private void narrow(String r) {
        String bank = bank();
        switch (random.nextInt(9)) {
            case 0 -> lines.add("%s%s &= %d".formatted(bank, r, random.nextInt(128)));
            case 1 -> lines.add("%s%s %%= %d".formatted(bank, r, random.nextInt(1, 100)));
            case 2 -> lines.add("%s%s >>= %d".formatted(bank, r, random.nextInt(20, 64)));
            case 3 -> lines.add("if %s%s > %d goto out".formatted(bank, r, random.nextInt(120)));
            case 4 -> lines.add("if %s%s s> %d goto out".formatted(bank, r, random.nextInt(120)));
            case 5 -> lines.add("if %s%s s< %d goto out".formatted(bank, r, random.nextInt(-5, 5)));
            case 6 -> lines.add("if %s%s >= %s%s goto out".formatted(bank, r, bank, register()));
            case 7 -> lines.add("if %s%s s>= %s%s goto out".formatted(bank, r, bank, register()));
            default -> lines.add("if %s%s != %d goto out".formatted(bank, r, random.nextInt(-3, 100)));
        }
    }

    private void any(int depth) {
        String r = register();
        switch (random.nextInt(depth > 0 ? 11 : 8)) {
            case 0, 1 -> {
                String bank = bank();
                lines.add("%s%s %s= %s"
                        .formatted(
                                bank,
                                r,
                                OPS[random.nextInt(OPS.length)],
                                random.nextBoolean() ? bank + register() : String.valueOf(constant())));
            }
            case 2 -> narrow(r);
            case 3 -> lines.add("r%s = r%s".formatted(r, register()));
            case 4 -> {
                String bits = new String[] {"8", "16", "32"}[random.nextInt(3)];
                lines.add("r%s = (s%s)r%s".formatted(r, bits, register()));
            }
            case 5 -> {
                int at = 8 * random.nextInt(1, 3);
                lines.add("*(u64 *)(r10 - %d) = r%s".formatted(at, r));
            }
            case 6 -> {
                String size = new String[] {"u8", "u16", "u32", "u64", "u64", "s8", "s32"}[random.nextInt(7)];
                lines.add("r%s = *(%s *)(r10 - %d)".formatted(r, size, 8 * random.nextInt(1, 3)));
            }
            case 7 -> lines.add("*(u32 *)(r10 - %d) = r%s".formatted(4 * random.nextInt(1, 5), r));
            case 8 -> branch(depth, r);
            case 9 -> {
                String again = "l" + labels++;
                lines.add("r9 = " + random.nextInt(1, 5));
                lines.add(again + ":");
                any(0);
                any(0);
                lines.add("r9 -= 1");
                lines.add("if r9 != 0 goto " + again);
            }
            default -> {
                String again = "l" + labels++;
                lines.add(again + ":");
                lines.add("r%s += %d".formatted(r, random.nextInt(1, 40)));
                lines.add("if r%s < %d goto %s".formatted(r, random.nextInt(100), again));
            }
        }
    }

    private void branch(int depth, String r) {
        String bank = bank();
        String end = "l" + labels++;
        lines.add("if %s%s %s %s goto %s"
                .formatted(
                        bank,
                        r,
                        JUMPS[random.nextInt(JUMPS.length)],
                        random.nextBoolean() ? bank + register() : String.valueOf(constant()),
                        end));
        any(depth - 1);
        any(depth - 1);
        if (random.nextBoolean()) {
            String both = "l" + labels++;
            lines.add("goto " + both);
            lines.add(end + ":");
            any(depth - 1);
            lines.add(both + ":");
        } else {
            lines.add(end + ":");
        }
    }

    private String source() {
        lines.clear();
        labels = 0;
        lines.addAll(List.of(
                "r6 = r1",
                "r2 = *(u64 *)(r6 + 24)",
                "r3 = *(u32 *)(r6 + 16)",
                "r4 = *(u64 *)(r6 + 24)",
                "r7 = value[0]+0",
                "*(u64 *)(r10 - 8) = r2",
                "*(u64 *)(r10 - 16) = r3"));
        for (int i = random.nextInt(2, 9); i > 0; i--) {
            any(2);
        }
        String r = register();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            narrow(r);
        }
        if (random.nextInt(4) == 0) {
            lines.add("r%s += %d".formatted(r, random.nextInt(-40, 40)));
        }
        switch (random.nextInt(4)) {
            case 0 -> lines.addAll(List.of("r5 = r10", "r5 += -96", "r5 += r" + r, "*(u8 *)(r5 + 0) = 1"));
            case 1 -> lines.addAll(List.of("r5 = r7", "r5 -= r" + r, "r5 += 95", "*(u8 *)(r5 + 0) = 1"));
            default ->
                lines.addAll(
                        List.of("r5 = r7", "r5 += r" + r, "*(u%d *)(r5 + 0) = 1".formatted(8 << random.nextInt(4))));
        }
        lines.addAll(List.of("out:", "r0 = 0", "exit"));
        return String.join("\n", lines);
    }

    @Test
    void whatIsLetInStaysInItsMemory() {
        EbpfFixture f = new EbpfFixture();
        int accepted = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            String source = source();
            Program program = new Program("p", Assembler.assemble(source), List.of(BIG));
            try {
                VerifiedProgram verified = Verifier.verify(program, f.type, 5_000);
                accepted++;
                run(source, verified, i % 16 == 0);
            } catch (RefusedProgramException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(accepted).isGreaterThan(PROGRAMS / 100);
    }

    private void run(String source, VerifiedProgram verified, boolean translated) {
        LoadedProgram one = verified.load(Engine.INTERPRETER, List.of(BIG.create()));
        LoadedProgram two = translated ? verified.load(Engine.TRANSLATOR, List.of(BIG.create())) : one;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] context = new byte[EbpfFixture.CONTEXT.size()];
            ByteRegion view = new ByteRegion(context);
            long input = round < INPUTS.length ? INPUTS[round] : random.nextLong() >> random.nextInt(64);
            view.store(24, 8, input);
            view.store(16, 4, round % 3 == 0 ? input : random.nextInt() >> random.nextInt(32));
            try {
                Result result = one.run(context.clone(), new ByteRegion(new byte[64]), 200_000);
                assertThat(result.outcome()).isEqualTo(Result.Outcome.RETURNED);
                assertThat(two.run(context.clone(), new ByteRegion(new byte[64]), 200_000))
                        .isEqualTo(result);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("input " + Long.toHexString(input) + "\n" + source, e);
            }
        }
    }
}
