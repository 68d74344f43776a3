package exoscope.libos;

/**
 * A page of the program that an environment was given to run.
 *
 * @param page virtual page number
 * @param block a disk block of the environment's own that holds its first contents, or -1 if it begins as zeros
 * @param writable whether the program may store to it
 */
public record ProgramPage(int page, int block, boolean writable) {}
