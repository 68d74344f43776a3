package exoscope.labs.view;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames' part of the fold: changed in place, and turned into views when somebody looks. */
final class FrameFold {
    private int[] owner = {};
    private long[] since = {};
    private boolean[] asked = {};
    private int[] pinned = {};
    private int[] page = {};
    private boolean[] writable = {};
    /** The view of each frame, or null if the frame has changed since it was made. */
    private @Nullable FrameView[] views = {};

    FrameFold(List<FrameView> from) {
        resize(from.size());
        for (FrameView view : from) {
            int frame = view.frame();
            if (known(frame)) {
                owner[frame] = view.owner();
                since[frame] = view.since();
                asked[frame] = view.asked();
                pinned[frame] = view.pinned();
                page[frame] = view.page();
                writable[frame] = view.writable();
                views[frame] = view;
            }
        }
    }

    private void resize(int frames) {
        owner = new int[frames];
        since = new long[frames];
        asked = new boolean[frames];
        pinned = new int[frames];
        page = new int[frames];
        Arrays.fill(page, -1);
        writable = new boolean[frames];
        views = new FrameView[frames];
    }

    /** So many free frames from now on. */
    void powerOn(int frames) {
        resize(frames);
    }

    /** The frames as of now. */
    List<FrameView> views() {
        FrameView[] all = new FrameView[views.length];
        for (int frame = 0; frame < all.length; frame++) {
            FrameView view = views[frame];
            if (view == null) {
                view = new FrameView(
                        frame, owner[frame], since[frame], asked[frame], pinned[frame], page[frame], writable[frame]);
                views[frame] = view;
            }
            all[frame] = view;
        }
        return List.of(all);
    }

    /** The frame has a new owner, or none if that is 0. */
    void owned(int frame, int env, long cycle) {
        if (known(frame)) {
            owner[frame] = env;
            since[frame] = cycle;
            asked[frame] = false;
            pinned[frame] = 0;
            setPage(frame, -1, false);
        }
    }

    void mapped(int env, int frame, int page, boolean writable) {
        if (known(frame) && owner[frame] == env) {
            setPage(frame, page, writable);
        }
    }

    void unmapped(int frame, int page) {
        if (known(frame) && this.page[frame] == page) {
            setPage(frame, -1, false);
        }
    }

    private void setPage(int frame, int page, boolean writable) {
        this.page[frame] = page;
        this.writable[frame] = writable;
        views[frame] = null;
    }

    void asked(int frame) {
        if (known(frame)) {
            asked[frame] = true;
            views[frame] = null;
        }
    }

    void pin(int frame, int change) {
        if (known(frame)) {
            pinned[frame] += change;
            views[frame] = null;
        }
    }

    /** A trace that was tampered with may name any frame. */
    private boolean known(int frame) {
        return frame >= 0 && frame < owner.length;
    }
}
