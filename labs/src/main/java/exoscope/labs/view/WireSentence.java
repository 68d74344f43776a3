package exoscope.labs.view;

import exoscope.labs.network.WireEvent;

/** Says what happened on the cable and at its other end. */
final class WireSentence {
    private WireSentence() {}

    static String of(WireEvent event) {
        return switch (event) {
            case WireEvent.PeerSaid said -> "%s says: %s".formatted(said.peer(), said.text());
            case WireEvent.PacketTampered tampered ->
                switch (tampered.deed()) {
                    case LOST -> "Packet %d on the cable is lost, as planned".formatted(tampered.packet());
                    case DUPLICATED -> "Packet %d on the cable arrives twice, as planned".formatted(tampered.packet());
                    case DELAYED ->
                        "Packet %d on the cable arrives %,d cycles late, as planned"
                                .formatted(tampered.packet(), tampered.cycles());
                };
        };
    }
}
