package exoscope.labs.view;

import exoscope.hw.trace.HwEvent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hardware TLB's part of the fold: changed in place, and turned into views when somebody looks. */
final class TlbFold {
    private int[] asid = {};
    private int[] page = {};
    private int[] frame = {};
    private boolean[] writable = {};
    private long[] since = {};
    /** The view of each slot, or null if it has changed since it was made. */
    private @Nullable TlbSlotView[] views = {};

    TlbFold(List<TlbSlotView> from) {
        powerOn(from.size());
        for (TlbSlotView view : from) {
            set(view.index(), view.asid(), view.page(), view.frame(), view.writable(), view.since());
        }
    }

    /** So many empty slots from now on. */
    void powerOn(int slots) {
        asid = new int[slots];
        Arrays.fill(asid, -1);
        page = new int[slots];
        frame = new int[slots];
        writable = new boolean[slots];
        since = new long[slots];
        views = new TlbSlotView[slots];
    }

    /** The slots as of now. */
    List<TlbSlotView> views() {
        TlbSlotView[] all = new TlbSlotView[views.length];
        for (int i = 0; i < all.length; i++) {
            TlbSlotView view = views[i];
            if (view == null) {
                view = new TlbSlotView(i, asid[i], page[i], frame[i], writable[i], since[i]);
                views[i] = view;
            }
            all[i] = view;
        }
        return List.of(all);
    }

    void filled(HwEvent.TlbFilled event, long cycle) {
        set(event.index(), event.asid(), event.page(), event.frame(), event.writable(), cycle);
    }

    void dropped(HwEvent.TlbDropped event, long cycle) {
        set(event.index(), -1, 0, 0, false, cycle);
    }

    /** A trace that was tampered with may name any slot. */
    private void set(int index, int asid, int page, int frame, boolean writable, long since) {
        if (index >= 0 && index < views.length) {
            this.asid[index] = asid;
            this.page[index] = page;
            this.frame[index] = frame;
            this.writable[index] = writable;
            this.since[index] = since;
            views[index] = null;
        }
    }
}
