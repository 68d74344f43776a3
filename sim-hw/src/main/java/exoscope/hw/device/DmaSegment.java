package exoscope.hw.device;

/**
 * A part of a request's data in memory.
 *
 * @param address where it begins, as the device addresses memory
 * @param length bytes
 */
public record DmaSegment(int address, int length) {}
