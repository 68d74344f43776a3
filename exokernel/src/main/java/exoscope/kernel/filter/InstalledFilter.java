package exoscope.kernel.filter;

/**
 * A filter that somebody installed.
 *
 * @param id its name; greater ones are younger, and none is used twice
 * @param owner the environment that gets the packets
 */
public record InstalledFilter(int id, int owner, Filter filter) {}
