package exoscope.labs.engine;

import exoscope.labs.network.Cable;
import exoscope.labs.network.Peer;
import java.util.regex.Pattern;

/**
 * A computer at the other end of a scenario's network card, as the lab file declares it.
 *
 * @param name what the trace calls it
 * @param address its Ethernet address, such as {@code 02:00:00:00:00:02}; the machine's own is {@code 02:00:00:00:00:01}
 * @param behaviour the class that says what it does: a {@link Peer} of the kit's or the lab's, such as
 *     {@code exoscope.labs.network.Echo}
 */
public record PeerFile(String name, String address, String behaviour) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final int HEXADECIMAL = 16;

    public PeerFile {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "peer %s has no Ethernet address such as 02:00:00:00:00:02, but '%s'".formatted(name, address));
        }
    }

    /** A new computer of this kind. */
    Cable.End end() {
        long number = Long.parseLong(address.replace(":", ""), HEXADECIMAL);
        return new Cable.End(name, number, Named.create(behaviour, Peer.class));
    }
}
