package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;
import static exoscope.grading.soak.kernel.Difference.unchecked;

import exoscope.grading.soak.kernel.PredicateModel.Kind;
import exoscope.grading.soak.kernel.PredicateModel.Waiting;
import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import exoscope.kernel.ebpf.Assembler;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waiting for predicates, of the kernel and of its model, and the stores that they wait for. */
final class PredicateCalls {
    private static final RegionSpec WORDS = RegionSpec.array("words", 64, 1, false);
    private static final RegionSpec KEPT = RegionSpec.array("kept", 64, 1, true);
    private static final Program WORD_SET =
            program("r1 = value[0]+0\nr0 = *(u32 *)(r1 + %d)\nexit".formatted(PredicateModel.WORD), WORDS);
    private static final Program WORDS_EQUAL = program("""
            r1 = value[0]+0
            r2 = value[1]+0
            r1 = *(u32 *)(r1 + %1$d)
            r2 = *(u32 *)(r2 + %1$d)
            r0 = 1
            if r1 == r2 goto yes
            r0 = 0
            yes:
            exit
            """.formatted(PredicateModel.WORD + 4), WORDS, WORDS);
    private static final Program NEVER = program("r0 = 0\nexit");
    private static final Program WRITES = program("r0 = 0\nexit", KEPT);
    private static final Program WAKES = program("r1 = 2\ncall 5\nexit");
    private static final Program ENDLESS = program("""
            r0 = 0
            r1 = 9
            again:
            r0 += 1
            r1 /= 3
            if r0 < 20 goto again
            r0 = 0
            exit
            """);

    private final KernelModel model;
    private final PredicateModel predicates;
    private final Machine machine;

    /**
     * What is waited for.
     *
     * @param kind what it says, or null if it is refused whatever its frames are
     * @param error with what it is refused then
     */
    private record Choice(
            @Nullable Program program,
            @Nullable List<Integer> places,
            @Nullable Kind kind,
            KernelError error) {
        static Choice good(Program program, Kind kind, Integer... places) {
            return new Choice(program, List.of(places), kind, KernelError.BAD_ARGUMENT);
        }

        static Choice bad(@Nullable Program program, @Nullable List<Integer> places) {
            return new Choice(program, places, null, KernelError.BAD_ARGUMENT);
        }

        List<Integer> sensiblePlaces() {
            return places == null || kind == null ? List.of() : places;
        }
    }

    PredicateCalls(KernelModel model, Machine machine) {
        this.model = model;
        predicates = model.predicates;
        this.machine = machine;
    }

    private static Program program(String text, RegionSpec... regions) {
        return new Program("soak", Assembler.assemble(text), List.of(regions));
    }

    private static Program after(long cycle) {
        return program("call 2\nr1 = %d\nif r0 >= r1 goto yes\nr0 = 0\nexit\nyes:\nr0 = 1\nexit".formatted(cycle));
    }

    private Choice choose(int env, KernelCall call, int frame, long until) {
        List<Integer> own = List.copyOf(model.framesOf(env));
        int other = own.isEmpty() || call.next() % 5 == 0 ? call.y() : own.get(call.next() % own.size());
        return switch (call.next() % 16) {
            case 0, 1, 2, 3, 4 -> Choice.good(WORD_SET, Kind.WORD_SET, frame);
            case 5, 6, 7 -> Choice.good(WORDS_EQUAL, Kind.WORDS_EQUAL, frame, other);
            case 8, 9 -> Choice.good(after(until), Kind.TIME_REACHED);
            case 10 -> Choice.good(NEVER, Kind.NEVER);
            case 11 -> Choice.good(ENDLESS, Kind.ENDLESS);
            case 12 -> Choice.bad(call.flag() ? null : WORD_SET, call.flag() ? List.of(frame) : null);
            case 13 -> Choice.bad(call.flag() ? NEVER : WORDS_EQUAL, List.of(frame));
            case 14 ->
                call.flag()
                        ? Choice.bad(WORD_SET, Collections.singletonList(unchecked((Integer) null)))
                        : Choice.bad(WRITES, List.of(0));
            default -> new Choice(WAKES, List.of(), null, KernelError.UNSAFE_PROGRAM);
        };
    }

    @Nullable
    String waitUntil(int env, Exokernel calls, KernelCall call, int frame, Capability key) {
        // Some of these moments are just when the kernel looks for the first time.
        long until = machine.clock().now() + (call.flag() ? 700L * (call.y() & 15) : 740L + (call.key() & 255));
        Choice choice = choose(env, call, frame, until);
        KernelError expected = refusal(env, choice, key);
        Kind kind = choice.kind();
        if (expected == null && kind != null) {
            predicates.setting(new Waiting(env, kind, choice.sensiblePlaces(), until));
        }
        Result<Boolean> result = calls.waitUntil(unchecked(choice.program()), unchecked(choice.places()), key);
        String difference = predicates.looked();
        return difference == null ? same(expected, result) : difference;
    }

    private @Nullable KernelError refusal(int env, Choice choice, Capability key) {
        if (choice.kind() == null && choice.error() == KernelError.BAD_ARGUMENT) {
            return KernelError.BAD_ARGUMENT;
        }
        KernelError bad = model.badKey(env, key);
        for (int place : choice.sensiblePlaces()) {
            if (bad == null && place != PredicateModel.OWN_MEMORY) {
                bad = model.badFrame(env, place, key, Capability.READ, true);
            }
        }
        return bad == null && choice.kind() == null ? choice.error() : bad;
    }

    /** What the processor does before it gives an environment that waits a slice. */
    @Nullable
    String look(int env, Kernel kernel) {
        boolean expected = predicates.look(env, machine.clock().now());
        boolean found = kernel.wakes(env);
        String difference = predicates.looked();
        return difference == null ? same(expected, found) : difference;
    }

    /** A plain store of an environment's to a word that somebody may wait for: no call. */
    @Nullable
    String store(int env, KernelCall call, int frame) {
        if (KernelModel.isFrame(frame) && model.owner[frame] == env) {
            int word = PredicateModel.WORD + Integer.BYTES * (call.next() & 1);
            machine.memory().setWord((frame << PhysicalMemory.FRAME_SHIFT) + word, call.flag() ? 0 : call.y() & 3);
        }
        return null;
    }
}
