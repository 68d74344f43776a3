package exoscope.hw.device;

/**
 * How a request ended.
 *
 * @param request its number
 * @param sectors sectors moved
 */
public record DiskCompletion(int request, DiskResult result, int sectors) {}
