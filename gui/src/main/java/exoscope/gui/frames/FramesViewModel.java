package exoscope.gui.frames;

import exoscope.gui.look.EnvLook;
import exoscope.labs.view.FrameView;
import exoscope.labs.view.MachineView;
import exoscope.labs.view.Moment;
import java.util.ArrayList;
import java.util.List;

/**
 * What the panel of physical memory shows.
 *
 * @param cells by frame number
 * @param shares who has how many frames, the free ones last
 * @param summary the whole in a line
 */
public record FramesViewModel(List<Cell> cells, List<Share> shares, String summary) {

    /**
     * A frame.
     *
     * @param frame its number
     * @param look its owner
     * @param page the page mapped to it, in hexadecimal, or empty
     * @param writable whether that page may be stored to
     * @param asked whether the kernel wants it back
     * @param pinned whether the disk is at work on it
     * @param changed whether it is different from before
     * @param description all of this in words
     */
    public record Cell(
            int frame,
            EnvLook look,
            String page,
            boolean writable,
            boolean asked,
            boolean pinned,
            boolean changed,
            String description) {}

    /**
     * Somebody's part of the memory.
     *
     * @param look who
     * @param text how much, in words
     */
    public record Share(EnvLook look, String text) {}

    /** The panel at a moment. */
    public static FramesViewModel of(Moment moment) {
        MachineView view = moment.view();
        List<Cell> cells = view.frames().stream()
                .map(frame -> cell(frame, view, moment.before()))
                .toList();
        return new FramesViewModel(cells, shares(view), summary(view));
    }

    private static Cell cell(FrameView frame, MachineView view, MachineView before) {
        boolean changed = before.frames().size() > frame.frame()
                && !before.frames().get(frame.frame()).equals(frame);
        EnvLook look = EnvLook.of(view, frame.owner());
        String page = frame.page() < 0 ? "" : "%x".formatted(frame.page());
        return new Cell(
                frame.frame(),
                look,
                page,
                frame.writable(),
                frame.asked(),
                frame.pinned() > 0,
                changed,
                describe(frame, look, page));
    }

    private static String describe(FrameView frame, EnvLook look, String page) {
        if (frame.free()) {
            return "Frame %d is free".formatted(frame.frame());
        }
        StringBuilder text = new StringBuilder("Frame %d belongs to %s".formatted(frame.frame(), look.name()));
        if (page.isEmpty()) {
            text.append("; no page is mapped to it");
        } else {
            text.append("; page 0x%s is mapped to it, %s"
                    .formatted(page, frame.writable() ? "for reading and writing" : "for reading only"));
        }
        text.append(frame.pinned() > 0 ? "; the disk is at work on it" : "");
        text.append(frame.asked() ? "; the kernel has asked for it back" : "");
        return text.toString();
    }

    private static List<Share> shares(MachineView view) {
        List<Share> shares = new ArrayList<>();
        view.envs().stream()
                .filter(env -> env.alive() || env.frames() > 0)
                .forEach(env -> shares.add(new Share(
                        EnvLook.of(view, env.id()),
                        "%s %d (guaranteed %d)".formatted(env.name(), env.frames(), env.guaranteed()))));
        if (!view.frames().isEmpty()) {
            shares.add(new Share(EnvLook.FREE, "free " + view.freeFrames()));
        }
        return List.copyOf(shares);
    }

    private static String summary(MachineView view) {
        long asked = view.frames().stream().filter(FrameView::asked).count();
        return view.frames().isEmpty()
                ? "the machine is off"
                : "%d frames, %d free%s"
                        .formatted(
                                view.frames().size(),
                                view.freeFrames(),
                                asked == 0 ? "" : ", %d asked back".formatted(asked));
    }
}
