package exoscope.labs.view;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.KernelEvent;
import exoscope.libos.runtime.LibOsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up a trace, event by event, to a {@link MachineView}: the only place that knows what an event does to it. What an
 * event of a tampered trace says about frames, slots or environments that do not exist is passed over.
 */
public final class MachineFold implements TraceSink {
    private static final int MOST_FRAMES = 1 << 17;
    private static final int MOST_SLOTS = 1 << 10;

    private final FrameFold frames;
    private final TlbFold tlb;
    /** By address-space identifier: who got it last, if that is not the environment of its number. */
    private final SortedMap<Integer, Integer> spaces = new TreeMap<>();

    private final List<TransferView> transfers;
    private final EnvFold envs;
    private final RevocationFold revocations;
    private final StringBuilder console;
    private final List<PanicView> panics;
    private String invariant;
    private long events;
    private long cycle;

    public MachineFold() {
        this(MachineView.BEFORE_POWER_ON);
    }

    /** Goes on from a view. */
    public MachineFold(MachineView from) {
        frames = new FrameFold(from.frames());
        tlb = new TlbFold(from.tlb());
        from.spaces().forEach(space -> spaces.put(space.asid(), space.env()));
        transfers = new ArrayList<>(from.transfers());
        envs = new EnvFold(from.envs());
        revocations = new RevocationFold(from.revocations());
        console = new StringBuilder(from.console());
        panics = new ArrayList<>(from.panics());
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
                frames.views(),
                tlb.views(),
                spaces.entrySet().stream()
                        .map(space -> new MachineView.SpaceView(space.getKey(), space.getValue()))
                        .toList(),
                revocations.views(),
                List.copyOf(transfers),
                console.toString(),
                List.copyOf(panics),
                invariant);
    }

    @Override
    public void accept(TraceEntry entry) {
        accept(entry.seq(), entry.cycle(), entry.env(), entry.event());
    }

    @Override
    public void accept(long seq, long cycle, int env, TraceEvent event) {
        events = seq + 1;
        this.cycle = cycle;
        if (event instanceof HwEvent hw) {
            hardware(hw);
        } else if (event instanceof KernelEvent kernel) {
            kernel(env, kernel);
        } else if (event instanceof LibOsEvent.Panicked panicked && panics.size() < MachineView.MOST_PANICS) {
            panics.add(new PanicView(seq, cycle, env, panicked));
        }
    }

    private void hardware(HwEvent event) {
        switch (event) {
            case HwEvent.TlbFilled filled -> tlb.filled(filled, cycle);
            case HwEvent.TlbDropped dropped -> tlb.dropped(dropped, cycle);
            case HwEvent.DiskStarted started -> diskStarted(started);
            case HwEvent.ConsoleWritten written -> print(written.text());
            case HwEvent.MachineStarted started -> powerOn(started);
            case HwEvent.PowerFailed failed -> envs.powerFailed();
            default -> {}
        }
    }

    /** Whatever there was before the machine was switched off is gone, but what people saw and want to find again. */
    private void powerOn(HwEvent.MachineStarted started) {
        spaces.clear();
        transfers.clear();
        envs.powerOn();
        revocations.powerOn();
        frames.powerOn(Math.clamp(started.frames(), 0, MOST_FRAMES));
        tlb.powerOn(Math.clamp(started.tlbEntries(), 0, MOST_SLOTS));
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

    /** The most frequent come first: a switch over types asks for one after the other. */
    private void kernel(int env, KernelEvent event) {
        switch (event) {
            case KernelEvent.StlbHit hit -> envs.accept(env, cycle, hit);
            case KernelEvent.TranslationBound bound ->
                frames.mapped(env, bound.frame(), bound.page(), bound.writable());
            case KernelEvent.TranslationBroken broken -> frames.unmapped(broken.frame(), broken.page());
            case KernelEvent.FrameBound bound -> {
                frames.owned(bound.frame(), env, cycle);
                envs.accept(env, cycle, bound);
            }
            case KernelEvent.FrameReleased released -> {
                frames.owned(released.frame(), 0, cycle);
                envs.accept(env, cycle, released);
            }
            case KernelEvent.RevocationRequested requested -> {
                frames.asked(requested.frame());
                revocations.accept(env, cycle, requested);
            }
            case KernelEvent.TransferSubmitted submitted -> {
                transfers.add(new TransferView(
                        submitted.request(), env, submitted.block(), submitted.frame(), submitted.write(), cycle, -1));
                frames.pin(submitted.frame(), 1);
            }
            case KernelEvent.AsidRecycled recycled -> spaces.put(recycled.asid(), env);
            case KernelEvent.TransferEnded ended -> transferEnded(ended.request());
            case KernelEvent.InvariantBroken broken -> invariant = broken.invariant() + ": " + broken.detail();
            default -> {
                envs.accept(env, cycle, event);
                revocations.accept(env, cycle, event);
            }
        }
    }

    private void transferEnded(int request) {
        transfers.stream()
                .filter(transfer -> transfer.request() == request)
                .forEach(transfer -> frames.pin(transfer.frame(), -1));
        transfers.removeIf(transfer -> transfer.request() == request);
    }
}
