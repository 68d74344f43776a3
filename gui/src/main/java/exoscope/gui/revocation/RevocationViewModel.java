package exoscope.gui.revocation;

import exoscope.gui.look.EnvLook;
import exoscope.labs.view.MachineView;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import exoscope.labs.view.RevocationView;
import exoscope.labs.view.RevocationView.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * What the panel of revocations shows: the latest round of them side by side over time, earlier ones in words.
 *
 * @param rows the revocations of the round, in the order of their requests
 * @param earlier the last of those before, latest first
 * @param from first cycle of the picture
 * @param to last cycle of the picture
 * @param now the cycle it is
 * @param summary the whole in a line
 */
public record RevocationViewModel(List<Row> rows, List<Row> earlier, long from, long to, long now, String summary) {
    private static final int EARLIER = 3;

    /**
     * A revocation.
     *
     * @param of the revocation itself
     * @param look who was asked
     * @param writes what the disk wrote of the frame meanwhile
     * @param status how it stands, in words
     * @param description everything in words
     */
    public record Row(RevocationView of, EnvLook look, List<Write> writes, String status, String description) {
        /** Cycle up to which something is known about it. */
        public long end(long now) {
            return of.open() ? now : of.endedAt();
        }
    }

    /**
     * A disk write of the frame.
     *
     * @param from cycle of its submission
     * @param to cycle at which it ended, or now
     * @param block where to
     * @param cancelled whether the abort cancelled it
     */
    public record Write(long from, long to, int block, boolean cancelled) {}

    /**
     * The panel at a moment.
     *
     * @param past the stops up to this moment
     */
    public static RevocationViewModel of(Moment moment, List<Narration.Stop> past) {
        MachineView view = moment.view();
        List<RevocationView> all = view.revocations();
        long begin = beginOfRound(all);
        List<Row> rows = all.stream()
                .filter(each -> inRound(each, begin))
                .map(each -> row(each, view, past))
                .toList();
        List<Row> earlier = all.reversed().stream()
                .filter(each -> !inRound(each, begin))
                .limit(EARLIER)
                .map(each -> row(each, view, List.of()))
                .toList();
        long from = rows.stream().mapToLong(row -> row.of().requestedAt()).min().orElse(view.cycle());
        long to = rows.stream().mapToLong(row -> row.of().deadline()).max().orElse(view.cycle());
        return new RevocationViewModel(rows, earlier, from, Math.max(to, from + 1), view.cycle(), summary(all));
    }

    /** The request of the earliest open one, or else of the earliest that was open beside the last. */
    private static long beginOfRound(List<RevocationView> all) {
        return all.stream()
                .filter(RevocationView::open)
                .mapToLong(RevocationView::requestedAt)
                .min()
                .orElseGet(() -> all.isEmpty() ? 0 : all.getLast().requestedAt());
    }

    private static boolean inRound(RevocationView each, long begin) {
        return each.open() || each.endedAt() >= begin;
    }

    private static Row row(RevocationView of, MachineView view, List<Narration.Stop> past) {
        EnvLook look = EnvLook.of(view, of.env());
        List<Write> writes = WriteBacks.of(of, past, view.cycle());
        String status = status(of, view.cycle());
        String what = of.resource().inWords();
        String description = "%s, asked back from %s at cycle %,d, %s: %s"
                .formatted(
                        Character.toUpperCase(what.charAt(0)) + what.substring(1),
                        look.name(),
                        of.requestedAt(),
                        inWords(of),
                        status);
        return new Row(of, look, writes, status, description);
    }

    private static String inWords(RevocationView of) {
        return switch (of.outcome()) {
            case OPEN -> of.noticedAt() < 0 ? "which its owner has not heard yet" : "which its owner knows";
            case ACKNOWLEDGED -> "given back";
            case ABORTED -> "taken";
        };
    }

    static String status(RevocationView of, long now) {
        return switch (of.outcome()) {
            case OPEN -> "%,d cycles left".formatted(of.deadline() - now);
            case ACKNOWLEDGED -> "%,d cycles to spare".formatted(of.deadline() - of.endedAt());
            case ABORTED -> taken(of);
        };
    }

    private static String taken(RevocationView of) {
        if (of.block() >= 0) {
            return "by force, saved in block " + of.block();
        }
        return switch (of.resource().kind()) {
            case FRAME, EXTENT -> "by force, contents lost";
            case SLICE, FILTER -> "by force";
        };
    }

    private static String summary(List<RevocationView> all) {
        long open = all.stream().filter(RevocationView::open).count();
        if (all.isEmpty()) {
            return "nothing has been asked back";
        }
        return all.stream()
                .filter(RevocationView::open)
                .min(Comparator.comparingLong(RevocationView::deadline))
                .map(next -> "%d open, first deadline at cycle %,d".formatted(open, next.deadline()))
                .orElse("none open; " + ended(all));
    }

    private static String ended(List<RevocationView> all) {
        long aborted =
                all.stream().filter(each -> each.outcome() == Outcome.ABORTED).count();
        return "of the last %d, %d given back, %d taken by force".formatted(all.size(), all.size() - aborted, aborted);
    }
}
