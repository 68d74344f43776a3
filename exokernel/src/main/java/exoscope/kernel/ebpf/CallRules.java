package exoscope.kernel.ebpf;

import java.util.List;

/** What a call of a helper demands, and what is known after it. */
final class CallRules {
    /** Bytes that one call may pass. */
    private static final int MOST_BYTES = 1 << 16;

    private static final Scalar KEY_BYTES = Scalar.constant(Integer.BYTES);

    private final Step step;
    private final PathState state;

    CallRules(Step step) {
        this.step = step;
        state = step.state();
    }

    /** @param identifier a new one for the answer of a lookup */
    void helper(int identifier) {
        int number = step.instruction().imm();
        HelperSignature signature = step.type()
                .helpers()
                .find(number)
                .orElseThrow(() -> step.refusal("a " + step.type().name() + " has no helper " + number))
                .signature();
        int region = arguments(signature);
        state.clobberArguments();
        state.set(
                0,
                signature.result() == HelperSignature.Returned.ENTRY_OR_NULL
                        ? Register.lookup(region, identifier)
                        : Register.number(Scalar.UNKNOWN));
    }

    /** Checks the arguments; the region that they name, or -1. */
    private int arguments(HelperSignature signature) {
        int region = -1;
        List<HelperSignature.Argument> arguments = signature.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            int number = i + 1;
            Register value = step.read(number);
            switch (arguments.get(i)) {
                case NUMBER -> step.readNumber(number, purpose(signature, number));
                case REGION -> region = region(value, signature, number);
                case WRITABLE_REGION -> {
                    region = region(value, signature, number);
                    RegionSpec spec = step.program().regions().get(region);
                    if (!spec.writable()) {
                        throw step.refusal(purpose(signature, number) + " is " + spec.name() + ", which is read-only");
                    }
                }
                case KEY -> new MemoryRules(step).passToRead(memory(signature, number), KEY_BYTES);
                case READS -> new MemoryRules(step).passToRead(memory(signature, number), size(signature, number + 1));
                case WRITES ->
                    new MemoryRules(step).passToWrite(memory(signature, number), size(signature, number + 1));
                case SIZE -> {}
            }
        }
        return region;
    }

    private int region(Register value, HelperSignature signature, int number) {
        if (value.kind() != Register.Kind.REGION) {
            throw step.refusal("r%d holds %s, but %s needs the handle of a region"
                    .formatted(number, value.kind().words(), purpose(signature, number)));
        }
        return value.index();
    }

    private Register memory(HelperSignature signature, int number) {
        Register value = step.read(number);
        return switch (value.kind()) {
            case STACK, PACKET, ENTRY, ENTRY_OR_NULL -> value;
            default ->
                throw step.refusal("r%d holds %s, but %s needs an address in memory"
                        .formatted(number, value.kind().words(), purpose(signature, number)));
        };
    }

    private Scalar size(HelperSignature signature, int number) {
        Scalar size = step.readNumber(number, purpose(signature, number));
        Bounds bounds = size.wide();
        if (bounds.smin() < 1 || bounds.smax() > MOST_BYTES) {
            throw step.refusal("r%d is a number from %d to %d, but %s needs a size of 1 to %d"
                    .formatted(number, bounds.smin(), bounds.smax(), purpose(signature, number), MOST_BYTES));
        }
        return size;
    }

    private static String purpose(HelperSignature signature, int number) {
        return "argument %d of %s".formatted(number, signature.name());
    }
}
