package exoscope.kernel;

/** Why the kernel refused a call. A refusal is an ordinary result: nothing has changed when one is returned. */
public enum KernelError {
    /** A number is outside the range that the call accepts. */
    BAD_ARGUMENT,
    /** The bits presented are no capability that this kernel ever sealed. */
    FORGED_CAPABILITY,
    /** A real capability, but for another resource or without the right needed. */
    INSUFFICIENT_RIGHTS,
    /** The resource belongs to another environment. */
    NOT_OWNER,
    /** The named resource is taken. */
    IN_USE,
    /** Not enough are free; the kernel has asked others to give some back, so try again later, unless the reason says otherwise. */
    SHORT,
    /** The environment has as many of these as it may have. */
    QUOTA,
    /** The verifier did not let the program in; the reason is its sentence. */
    UNSAFE_PROGRAM,
    /** The metadata that a change is about is in no frame: fetch it and try again. */
    NOT_IN_CORE,
    /** No template has this number. */
    NO_TEMPLATE,
    /** The function that says who owns what is of no use: it runs too long, or says what cannot be. */
    BAD_FUNCTION,
    /** What metadata owned, with what was said of the change, is not what it owns after it. */
    BLOCKS_DO_NOT_MATCH,
    /** Another block has to be written to the disk before this one, or nothing could ever be. */
    WRITE_ORDER,
    /** Nothing was asked back under that name, or the answer came after the abort. */
    NO_REVOCATION
}
