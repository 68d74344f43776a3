package exoscope.libos.metered;

/**
 * A guest's collection that is one of the JDK's inside. What it does with itself is charged by its size, as for the
 * JDK's, and what it would do with its elements is done for it in metered code.
 */
public interface HostStored {}
