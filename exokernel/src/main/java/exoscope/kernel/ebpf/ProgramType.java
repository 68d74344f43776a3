package exoscope.kernel.ebpf;

/**
 * For what a program is: it decides what the program may use and what it has to return.
 *
 * @param name for people: "packet handler"
 * @param context what r1 points to
 * @param helpers what it may call
 * @param packetWritable whether it may write to the packet
 * @param least the smallest result, signed
 * @param most the greatest result, signed
 */
public record ProgramType(
        String name, ContextLayout context, HelperTable helpers, boolean packetWritable, long least, long most) {
    /** A type whose programs may return anything. */
    public ProgramType(String name, ContextLayout context, HelperTable helpers) {
        this(name, context, helpers, true, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
