package exoscope.labs.view;

import exoscope.kernel.KernelEvent;
import exoscope.labs.view.EnvView.UpcallView;
import java.util.ArrayList;
import java.util.List;

/** The environments' part of the fold. */
final class EnvFold {
    private final List<Building> envs = new ArrayList<>();

    /** An environment while the trace goes on. */
    private static final class Building {
        private final int id;
        private final String name;
        private final int guaranteed;
        private final List<UpcallView> upcalls;
        private int frames;
        private long charged;
        private long sliceSince;
        private long misses;
        private long stlbHits;
        private long refusals;
        private String ending;
        private KernelEvent.AccountClosed account;

        Building(EnvView from) {
            id = from.id();
            name = from.name();
            guaranteed = from.guaranteed();
            upcalls = new ArrayList<>(from.upcalls());
            frames = from.frames();
            charged = from.charged();
            sliceSince = from.sliceSince();
            misses = from.misses();
            stlbHits = from.stlbHits();
            refusals = from.refusals();
            ending = from.ending();
            account = from.account();
        }

        EnvView view() {
            return new EnvView(
                    id,
                    name,
                    guaranteed,
                    frames,
                    charged,
                    sliceSince,
                    List.copyOf(upcalls),
                    misses,
                    stlbHits,
                    refusals,
                    ending,
                    account);
        }
    }

    EnvFold(List<EnvView> from) {
        from.forEach(view -> envs.add(new Building(view)));
    }

    List<EnvView> views() {
        return envs.stream().map(Building::view).toList();
    }

    /** There are none any more. */
    void powerOn() {
        envs.clear();
    }

    /** None of them goes on. */
    void powerFailed() {
        for (Building env : envs) {
            if (env.ending.isEmpty()) {
                env.ending = "the power failed";
            }
            env.sliceSince = -1;
            env.upcalls.clear();
        }
    }

    void accept(int id, long cycle, KernelEvent event) {
        if (event instanceof KernelEvent.EnvCreated created) {
            envs.add(new Building(new EnvView(
                    id,
                    created.name(),
                    created.guaranteed(),
                    0,
                    0,
                    -1,
                    List.of(),
                    0,
                    0,
                    0,
                    "",
                    KernelEvent.AccountClosed.NOT_YET)));
        } else if (id >= 1 && id <= envs.size()) {
            change(envs.get(id - 1), cycle, event);
        }
    }

    private static void change(Building env, long cycle, KernelEvent event) {
        switch (event) {
            case KernelEvent.StlbHit hit -> env.stlbHits++;
            case KernelEvent.AccountClosed closed -> env.account = closed;
            case KernelEvent.EnvExited exited -> {
                env.ending = "%s (exit code %d)".formatted(exited.reason(), exited.code());
                env.upcalls.clear();
                env.sliceSince = -1;
            }
            case KernelEvent.SliceStarted started -> env.sliceSince = cycle;
            case KernelEvent.SliceEnded ended -> {
                env.sliceSince = -1;
                env.charged += ended.cycles();
            }
            case KernelEvent.UpcallStarted started -> {
                env.upcalls.add(new UpcallView(started.upcall(), started.subject(), cycle));
                env.misses += started.upcall().equals("TlbMiss") ? 1 : 0;
            }
            case KernelEvent.UpcallEnded ended -> {
                if (!env.upcalls.isEmpty()) {
                    env.upcalls.removeLast();
                }
            }
            case KernelEvent.FrameBound bound -> env.frames++;
            case KernelEvent.FrameReleased released -> env.frames--;
            case KernelEvent.CallRefused refused -> env.refusals++;
            default -> {}
        }
    }
}
