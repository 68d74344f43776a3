package exoscope.hw.network;

/**
 * What a link does to frames. Chances are in a million, for each frame.
 *
 * @param latency cycles from the last bit's leaving to its arrival
 * @param cyclesPerKilobyte cycles in which 1,024 bytes leave
 * @param loss chance that a frame never arrives
 * @param duplication chance that it arrives twice
 * @param reordering chance that it is late by {@code delay}, so that others overtake it
 * @param corruption chance that one bit arrives wrong
 * @param delay cycles by which a reordered frame is late
 */
public record LinkModel(
        long latency, long cyclesPerKilobyte, int loss, int duplication, int reordering, int corruption, long delay) {
    /** 10 Mbit/s and 10 microseconds, seen from a 25 MHz CPU, with nothing going wrong. */
    public static final LinkModel ETHERNET_10 = new LinkModel(250, 20_480, 0, 0, 0, 0, 100_000);

    /** 100 Mbit/s and 10 microseconds, seen from a 25 MHz CPU, with nothing going wrong. */
    public static final LinkModel ETHERNET_100 = new LinkModel(250, 2_048, 0, 0, 0, 0, 10_000);

    /** Preamble, check sequence and the gap between frames: bytes that take time and carry nothing. */
    static final int OVERHEAD_BYTES = 24;

    private static final int MILLION = 1_000_000;

    public LinkModel {
        if (latency < 1 || cyclesPerKilobyte < 0 || delay < 0) {
            throw new IllegalArgumentException("a link takes a cycle at least, and no time is negative");
        }
        checkChance("loss", loss);
        checkChance("duplication", duplication);
        checkChance("reordering", reordering);
        checkChance("corruption", corruption);
    }

    public LinkModel withLatency(long cycles) {
        return new LinkModel(cycles, cyclesPerKilobyte, loss, duplication, reordering, corruption, delay);
    }

    public LinkModel withLoss(int chance) {
        return new LinkModel(latency, cyclesPerKilobyte, chance, duplication, reordering, corruption, delay);
    }

    public LinkModel withDuplication(int chance) {
        return new LinkModel(latency, cyclesPerKilobyte, loss, chance, reordering, corruption, delay);
    }

    public LinkModel withReordering(int chance, long cycles) {
        return new LinkModel(latency, cyclesPerKilobyte, loss, duplication, chance, corruption, cycles);
    }

    public LinkModel withCorruption(int chance) {
        return new LinkModel(latency, cyclesPerKilobyte, loss, duplication, reordering, chance, delay);
    }

    /** Cycles for which a frame occupies the line. */
    long cycles(Frame frame) {
        return (frame.length() + OVERHEAD_BYTES) * cyclesPerKilobyte / 1024;
    }

    private static void checkChance(String what, int chance) {
        if (chance < 0 || chance > MILLION) {
            throw new IllegalArgumentException(what + " of " + chance + " in a million");
        }
    }
}
