package exoscope.labs.view;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.KernelEvent;
import java.util.ArrayList;
import java.util.List;

/** Adds up a trace, event by event, to a {@link MachineView}: the only place that knows what an event does to it. */
public final class MachineFold implements TraceSink {
    private final List<FrameView> frames;
    private final List<TlbSlotView> tlb;
    private final List<TransferView> transfers;
    private final EnvFold envs;
    private final RevocationFold revocations;
    private final StringBuilder console;
    private String invariant;
    private long events;
    private long cycle;

    public MachineFold() {
        this(MachineView.BEFORE_POWER_ON);
    }

    /** Goes on from a view. */
    public MachineFold(MachineView from) {
        frames = new ArrayList<>(from.frames());
        tlb = new ArrayList<>(from.tlb());
        transfers = new ArrayList<>(from.transfers());
        envs = new EnvFold(from.envs());
        revocations = new RevocationFold(from.revocations());
        console = new StringBuilder(from.console());
        invariant = from.invariant();
        events = from.events();
        cycle = from.cycle();
    }

    /** The state as of now. */
    public MachineView view() {
        return new MachineView(
                events,
                cycle,
                envs.views(),
                List.copyOf(frames),
                List.copyOf(tlb),
                revocations.views(),
                List.copyOf(transfers),
                console.toString(),
                invariant);
    }

    @Override
    public void accept(TraceEntry entry) {
        events = entry.seq() + 1;
        cycle = entry.cycle();
        TraceEvent event = entry.event();
        if (event instanceof HwEvent hw) {
            hardware(hw);
        } else if (event instanceof KernelEvent kernel) {
            envs.accept(entry.env(), cycle, kernel);
            revocations.accept(entry.env(), cycle, kernel);
            kernel(entry.env(), kernel);
        }
    }

    private void hardware(HwEvent event) {
        switch (event) {
            case HwEvent.MachineStarted started -> powerOn(started);
            case HwEvent.TlbFilled filled ->
                tlb.set(
                        filled.index(),
                        new TlbSlotView(
                                filled.index(),
                                filled.asid(),
                                filled.page(),
                                filled.frame(),
                                filled.writable(),
                                cycle));
            case HwEvent.TlbDropped dropped -> tlb.set(dropped.index(), emptySlot(dropped.index(), cycle));
            case HwEvent.DiskStarted started -> diskStarted(started);
            case HwEvent.ConsoleWritten written -> print(written.text());
            default -> {}
        }
    }

    private void powerOn(HwEvent.MachineStarted started) {
        for (int frame = 0; frame < started.frames(); frame++) {
            frames.add(new FrameView(frame, 0, 0, false, 0, -1, false));
        }
        for (int index = 0; index < started.tlbEntries(); index++) {
            tlb.add(emptySlot(index, 0));
        }
    }

    private static TlbSlotView emptySlot(int index, long since) {
        return new TlbSlotView(index, -1, 0, 0, false, since);
    }

    private void diskStarted(HwEvent.DiskStarted started) {
        transfers.replaceAll(transfer -> transfer.request() == started.request()
                ? new TransferView(
                        transfer.request(),
                        transfer.env(),
                        transfer.block(),
                        transfer.frame(),
                        transfer.write(),
                        transfer.submittedAt(),
                        started.untilCycle())
                : transfer);
    }

    private void print(String text) {
        console.append(text);
        if (console.length() > MachineView.CONSOLE) {
            console.delete(0, console.length() - MachineView.CONSOLE);
        }
    }

    private void kernel(int env, KernelEvent event) {
        switch (event) {
            case KernelEvent.FrameBound bound ->
                frames.set(bound.frame(), new FrameView(bound.frame(), env, cycle, false, 0, -1, false));
            case KernelEvent.FrameReleased released ->
                frames.set(released.frame(), new FrameView(released.frame(), 0, cycle, false, 0, -1, false));
            case KernelEvent.TranslationBound bound -> mapped(env, bound);
            case KernelEvent.TranslationBroken broken -> unmapped(broken.page(), broken.frame());
            case KernelEvent.RevocationRequested requested -> asked(requested.frame());
            case KernelEvent.TransferSubmitted submitted -> {
                transfers.add(new TransferView(
                        submitted.request(), env, submitted.block(), submitted.frame(), submitted.write(), cycle, -1));
                pin(submitted.frame(), 1);
            }
            case KernelEvent.TransferEnded ended -> transferEnded(ended.request());
            case KernelEvent.InvariantBroken broken -> invariant = broken.invariant() + ": " + broken.detail();
            default -> {}
        }
    }

    private void mapped(int env, KernelEvent.TranslationBound bound) {
        FrameView old = frames.get(bound.frame());
        if (old.owner() == env) {
            frames.set(bound.frame(), withPage(old, bound.page(), bound.writable()));
        }
    }

    private void unmapped(int page, int frame) {
        FrameView old = frames.get(frame);
        if (old.page() == page) {
            frames.set(frame, withPage(old, -1, false));
        }
    }

    private void asked(int frame) {
        FrameView old = frames.get(frame);
        frames.set(
                frame, new FrameView(frame, old.owner(), old.since(), true, old.pinned(), old.page(), old.writable()));
    }

    private void transferEnded(int request) {
        transfers.stream()
                .filter(transfer -> transfer.request() == request)
                .findFirst()
                .ifPresent(transfer -> pin(transfer.frame(), -1));
        transfers.removeIf(transfer -> transfer.request() == request);
    }

    private void pin(int frame, int change) {
        FrameView old = frames.get(frame);
        frames.set(
                frame,
                new FrameView(
                        frame,
                        old.owner(),
                        old.since(),
                        old.asked(),
                        old.pinned() + change,
                        old.page(),
                        old.writable()));
    }

    private static FrameView withPage(FrameView old, int page, boolean writable) {
        return new FrameView(old.frame(), old.owner(), old.since(), old.asked(), old.pinned(), page, writable);
    }
}
