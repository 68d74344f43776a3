package exoscope.kernel.xn;

/**
 * A block at which a file system begins.
 *
 * @param id its name
 * @param guard name of the capability that opens it and every block that it reaches
 * @param block where it is
 * @param type what it holds: a template, or {@link Forest#DATA}
 * @param env the environment with which it ends, or 0 for one that outlives the boot
 */
public record Root(int id, long guard, int block, int type, int env) {
    /** Whether it is forgotten when its environment ends or the power fails: the rules of order do not hold there. */
    public boolean temporary() {
        return env != 0;
    }
}
