package exoscope.gui.environments;

import exoscope.gui.look.EnvLook;
import exoscope.labs.view.EnvView;
import exoscope.labs.view.EnvView.UpcallView;
import exoscope.labs.view.EventSentence;
import exoscope.labs.view.Moment;
import java.util.List;

/**
 * What the strip of environments shows.
 *
 * @param cards by environment
 */
public record EnvironmentsViewModel(List<Card> cards) {

    /**
     * An environment.
     *
     * @param look how it is recognised
     * @param running whether it has the processor
     * @param alive whether it has not ended
     * @param state what it is doing, in words
     * @param stack the upcalls that it is in the middle of, the innermost first, one a line
     * @param levels the same upcalls as letters, the outermost first
     * @param figures what it has used so far, in words
     */
    public record Card(
            EnvLook look,
            boolean running,
            boolean alive,
            String state,
            String stack,
            List<String> levels,
            String figures) {}

    /** The strip at a moment. */
    public static EnvironmentsViewModel of(Moment moment) {
        return new EnvironmentsViewModel(moment.view().envs().stream()
                .map(env -> new Card(
                        EnvLook.of(moment.view(), env.id()),
                        env.running(),
                        env.alive(),
                        state(env),
                        stack(env),
                        env.upcalls().stream().map(each -> letter(each.kind())).toList(),
                        figures(env)))
                .toList());
    }

    private static String state(EnvView env) {
        if (!env.alive()) {
            return "has ended: " + env.ending();
        }
        String doing =
                env.upcalls().isEmpty() ? "own program" : upcall(env.upcalls().getLast());
        int beneath = env.upcalls().size() - 1;
        String more = beneath > 0 ? ", %d more beneath".formatted(beneath) : "";
        return (env.running() ? "runs: " : "waits its turn: ") + doing + more;
    }

    private static String stack(EnvView env) {
        return String.join(
                "\n",
                env.upcalls().reversed().stream()
                        .map(each -> upcall(each) + ", since cycle %,d".formatted(each.since()))
                        .toList());
    }

    /** An upcall's kind where there is little room. */
    private static String letter(String kind) {
        return switch (kind) {
            case "TlbMiss" -> "M";
            case "Revoke" -> "R";
            case "Repossessed" -> "L";
            case "TransferDone" -> "T";
            case "Called" -> "C";
            case "CalleeEnded" -> "E";
            case "PacketArrived" -> "N";
            case "PacketTransmitted" -> "S";
            case "PredicateEnded" -> "W";
            case "SliceStarting", "SliceEnding" -> "P";
            case "RevokeSlice", "RevokeExtent", "RevokeFilter" -> "R";
            default -> "?";
        };
    }

    /** An upcall in the words of the environment that answers it. */
    static String upcall(UpcallView upcall) {
        return switch (upcall.kind()) {
            case "TlbMiss" -> "finding " + EventSentence.page(upcall.subject());
            case "Revoke" -> "giving up frame " + upcall.subject();
            case "Repossessed" -> "learning what it lost";
            case "TransferDone" -> "noting that request %d is done".formatted(upcall.subject());
            case "Called" -> "answering environment " + upcall.subject();
            case "CalleeEnded" -> "noting the end of environment " + upcall.subject();
            case "PacketArrived" -> "looking at packets of filter " + upcall.subject();
            case "PacketTransmitted" -> "noting that packet %d is sent".formatted(upcall.subject());
            case "PredicateEnded" -> "noting that its waiting is over";
            case "RevokeSlice" -> "giving up slice " + upcall.subject();
            case "RevokeExtent" -> "giving up blocks from %d on".formatted(upcall.subject());
            case "RevokeFilter" -> "giving up filter " + upcall.subject();
            case "SliceStarting" -> "beginning its slice";
            case "SliceEnding" -> "ending its slice";
            default -> upcall.kind();
        };
    }

    private static String figures(EnvView env) {
        return "%,d cycles · %s · %,d TLB misses answered"
                .formatted(env.charged(), env.frames() == 1 ? "1 frame" : env.frames() + " frames", env.misses());
    }
}
