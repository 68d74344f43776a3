package exoscope.labs.view;

import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.EnvView.UpcallView;

/** Says what an event of a trace means in one plain sentence, for people who have not read the kernel. */
public final class EventSentence {
    private EventSentence() {}

    /**
     * The sentence about an entry.
     *
     * @param view the machine before or after the entry, for names; before it, the sentence can say a little more
     */
    public static String of(TraceEntry entry, MachineView view) {
        return switch (entry.event()) {
            case HwEvent hardware -> hardware(hardware, entry, view);
            case KernelEvent kernel -> kernel(kernel, entry, view);
            case TraceEvent other -> other.toString();
        };
    }

    /**
     * Whether a person who skims a run wants to stop at an event: not at the thousands by which the TLB is kept filled
     * and the processor goes round.
     */
    public static boolean interesting(TraceEvent event) {
        return switch (event) {
            case HwEvent.ConsoleWritten written -> true;
            case HwEvent.ExceptionRaised raised -> !refill(raised);
            case KernelEvent.EnvCreated created -> true;
            case KernelEvent.EnvExited exited -> true;
            case KernelEvent.UpcallStarted started -> !started.upcall().equals("TlbMiss");
            case KernelEvent.CallRefused refused -> true;
            case KernelEvent.RevocationRequested requested -> true;
            case KernelEvent.RevocationAcknowledged acknowledged -> true;
            case KernelEvent.RevocationAborted aborted -> true;
            case KernelEvent.TransferSubmitted submitted -> true;
            case KernelEvent.TransferEnded ended -> true;
            case KernelEvent.InvariantBroken broken -> true;
            default -> false;
        };
    }

    /** A page number as people see it everywhere. */
    public static String page(int page) {
        return "page 0x%x".formatted(page);
    }

    private static boolean refill(HwEvent.ExceptionRaised raised) {
        ExceptionCode code = ExceptionCode.of(raised.code());
        return code.isTlbException() || code == ExceptionCode.INT || code == ExceptionCode.SYS;
    }

    private static String hardware(HwEvent event, TraceEntry entry, MachineView view) {
        return switch (event) {
            case HwEvent.MachineStarted(int frames, int diskBlocks, int tlbEntries) ->
                "The machine starts: %d frames of memory, %d disk blocks, %d TLB slots"
                        .formatted(frames, diskBlocks, tlbEntries);
            case HwEvent.TlbFilled(int index, int asid, int page, int frame, boolean writable) ->
                "TLB slot %d now leads %s's %s to frame %d%s"
                        .formatted(index, view.nameOf(asid), page(page), frame, writable ? "" : ", for reading only");
            case HwEvent.TlbDropped(int index, int asid, int page, int frame) ->
                "TLB slot %d forgets %s's %s".formatted(index, view.nameOf(asid), page(page));
            case HwEvent.ExceptionRaised raised -> raised(raised, who(entry, view));
            case HwEvent.InterruptRaised(HwEvent.Device device) ->
                switch (device) {
                    case TIMER -> "The timer interrupts: a slice is over";
                    case DISK -> "The disk interrupts: a transfer is done";
                    case CONSOLE -> "The console interrupts";
                };
            case HwEvent.DiskStarted(int request, int block, int blocks, boolean write, long until) ->
                "The disk begins to %s block %d (request %d), which takes %,d cycles"
                        .formatted(write ? "write" : "read", block, request, until - entry.cycle());
            case HwEvent.DiskFinished(int request, boolean ok) ->
                "The disk %s request %d".formatted(ok ? "is done with" : "fails", request);
            case HwEvent.ConsoleWritten(String text) ->
                "%s prints \"%s\"".formatted(who(entry, view), text.strip().replace("\n", "\\n"));
        };
    }

    private static String raised(HwEvent.ExceptionRaised raised, String who) {
        ExceptionCode code = ExceptionCode.of(raised.code());
        return code.isTlbException()
                ? "%s stops at address 0x%08x: %s".formatted(who, raised.address(), code.meaning())
                : "%s stops at instruction 0x%08x: %s".formatted(who, raised.pc(), code.meaning());
    }

    private static String kernel(KernelEvent event, TraceEntry entry, MachineView view) {
        String who = who(entry, view);
        return switch (event) {
            case KernelEvent.EnvCreated(String name, int guaranteed) ->
                "%s comes to life with %s guaranteed".formatted(name, frames(guaranteed));
            case KernelEvent.EnvExited(int code, String reason) ->
                "%s ends: %s (exit code %d)".formatted(who, reason, code);
            case KernelEvent.SliceStarted(int position) -> "%s gets the processor".formatted(who);
            case KernelEvent.SliceEnded(int position, long cycles) ->
                "%s leaves the processor after %,d cycles".formatted(who, cycles);
            case KernelEvent.FrameBound(int frame, long guard) -> "%s gets frame %d, cleared".formatted(who, frame);
            case KernelEvent.FrameReleased(int frame) -> "Frame %d of %s is free".formatted(frame, who);
            case KernelEvent.UpcallStarted started -> upcall(started, entry, view);
            case KernelEvent.UpcallEnded(String upcall) -> "%s has %s".formatted(who, dealtWith(upcall, entry, view));
            case KernelEvent.CallRefused(String call, var error, String reason) ->
                "The kernel refuses %s's %s: %s".formatted(who, call, reason);
            case KernelEvent.TranslationBound(int page, int frame, boolean writable) ->
                "%s maps %s to frame %d%s".formatted(who, page(page), frame, writable ? "" : ", for reading only");
            case KernelEvent.TranslationBroken(int page, int frame) ->
                "%s's %s is no longer mapped to frame %d".formatted(who, page(page), frame);
            case KernelEvent.StlbHit(int page) ->
                "The kernel refills the TLB for %s's %s from its software TLB".formatted(who, page(page));
            case KernelEvent.ExtentBound(int firstBlock, int blocks) ->
                "%s gets disk blocks %d to %d".formatted(who, firstBlock, firstBlock + blocks - 1);
            case KernelEvent.InvariantBroken(String invariant, String detail) ->
                "The kernel has a bug and stops: %s: %s".formatted(invariant, detail);
            case KernelEvent.RevocationRequested(int frame, long deadline) ->
                "The kernel wants frame %d back from %s within %,d cycles"
                        .formatted(frame, who, deadline - entry.cycle());
            case KernelEvent.RevocationAcknowledged(int frame) ->
                "%s gives frame %d back%s".formatted(who, frame, inTime(frame, entry, view));
            case KernelEvent.RevocationAborted(int frame, int block) ->
                "Too late: the kernel takes frame %d from %s by force and %s"
                        .formatted(
                                frame,
                                who,
                                block < 0 ? "its contents are lost" : "saves its contents in block " + block);
            case KernelEvent.TransferSubmitted(int request, int block, int frame, boolean write) ->
                write
                        ? "%s has frame %d written to block %d (request %d)".formatted(who, frame, block, request)
                        : "%s has block %d read into frame %d (request %d)".formatted(who, block, frame, request);
            case KernelEvent.TransferEnded(int request, boolean ok) -> transferEnded(request, ok, who, view);
        };
    }

    private static String upcall(KernelEvent.UpcallStarted started, TraceEntry entry, MachineView view) {
        String who = who(entry, view);
        int subject = started.subject();
        return switch (started.upcall()) {
            case "TlbMiss" -> "%s is asked where its %s is".formatted(who, page(subject));
            case "Revoke" -> "%s hears that the kernel wants frame %d%s".formatted(who, subject, left(subject, entry, view));
            case "Repossessed" -> "%s hears that something was taken from it by force".formatted(who);
            case "TransferDone" -> "%s hears that request %d has ended".formatted(who, subject);
            default -> "%s is told: %s".formatted(who, started.upcall());
        };
    }

    private static String dealtWith(String upcall, TraceEntry entry, MachineView view) {
        int subject = view.env(entry.env())
                .filter(env -> !env.upcalls().isEmpty())
                .map(env -> env.upcalls().getLast())
                .filter(last -> last.kind().equals(upcall))
                .map(UpcallView::subject)
                .orElse(-1);
        return switch (upcall) {
            case "TlbMiss" -> "answered for " + (subject < 0 ? "its page" : page(subject));
            case "Revoke" -> "dealt with the request for " + (subject < 0 ? "a frame" : "frame " + subject);
            case "Repossessed" -> "dealt with its loss";
            case "TransferDone" -> "taken note of the end of " + (subject < 0 ? "a request" : "request " + subject);
            default -> "dealt with " + upcall;
        };
    }

    private static String transferEnded(int request, boolean ok, String who, MachineView view) {
        String what = view.transfers().stream()
                .filter(transfer -> transfer.request() == request)
                .findFirst()
                .map(transfer -> transfer.write()
                        ? "writing frame %d to block %d".formatted(transfer.frame(), transfer.block())
                        : "reading block %d into frame %d".formatted(transfer.block(), transfer.frame()))
                .orElse("the transfer");
        return "%s's request %d %s: %s"
                .formatted(who, request, ok ? "is complete" : "is cancelled because the frame is gone", what);
    }

    private static String inTime(int frame, TraceEntry entry, MachineView view) {
        return view.revocations().stream()
                .filter(each -> each.frame() == frame && each.deadline() >= entry.cycle())
                .reduce((earlier, later) -> later)
                .map(each -> ", %,d cycles before its deadline".formatted(each.deadline() - entry.cycle()))
                .orElse("");
    }

    private static String left(int frame, TraceEntry entry, MachineView view) {
        return view.revocations().stream()
                .filter(each -> each.frame() == frame && each.open())
                .findFirst()
                .map(each -> ", with %,d cycles left".formatted(each.deadline() - entry.cycle()))
                .orElse("");
    }

    private static String frames(int count) {
        return count == 1 ? "1 frame" : count + " frames";
    }

    private static String who(TraceEntry entry, MachineView view) {
        return entry.env() == 0 ? "The kernel" : view.nameOf(entry.env());
    }
}
