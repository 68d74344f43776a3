package exoscope.hw.network;

import java.util.List;

/**
 * A frame of a packet capture.
 *
 * @param cycle when it passed, from the beginning of the capture's own time
 */
public record PcapRecord(long cycle, Frame frame) {
    /** Has the frames of a capture arrive at a station with their own distances, the first one at {@code cycle}. */
    public static void replay(List<PcapRecord> records, Station station, long cycle) {
        for (PcapRecord each : records) {
            station.arrive(
                    each.frame(), cycle + each.cycle() - records.getFirst().cycle());
        }
    }
}
