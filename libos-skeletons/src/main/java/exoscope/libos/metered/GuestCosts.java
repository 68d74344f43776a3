package exoscope.libos.metered;

/**
 * What metered Java costs. The unit is the cycle for code and the byte for memory; both are the kit's model, the same
 * on every host, and say nothing about the host's JVM.
 */
public final class GuestCosts {
    /**
     * A bytecode instruction, in cycles: metered Java is an instruction set of the machine, one instruction a cycle.
     */
    public static final int INSTRUCTION = 1;
    /** A call of a JDK member, in cycles, beside the call instruction; the work inside is not visible to the meter. */
    public static final int LIBRARY_CALL = 10;
    /** Making a lambda or a method reference, in cycles. */
    public static final int LAMBDA = 10;
    /**
     * A string concatenation, a switch over types, or a record's own method, in cycles, beside the lengths of texts.
     */
    public static final int LINKED_CALL = 20;
    /** An element or character that a library call looks at, in cycles. */
    public static final int ELEMENT = 1;

    /** Making a throwable or catching one, in cycles: the host walks its stack for both. */
    public static final int THROWABLE = 400;
    /** A frame of the stack that a throwable records when it is made, or that is left when it is caught, in cycles. */
    public static final int STACK_FRAME = 16;

    /** The head of every object and array, in bytes. */
    public static final int OBJECT_HEAD = 16;
    /** A field or a reference in an array, in bytes. */
    public static final int SLOT = 8;
    /** An object of the JDK, a lambda, or what a collection keeps for one more element, in bytes. */
    public static final int SMALL_OBJECT = 32;
    /** A character of a string, in bytes. */
    public static final int CHARACTER = 2;

    private GuestCosts() {}
}
