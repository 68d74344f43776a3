package exoscope.labs.view;

import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.ExceptionContexts;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.labs.network.WireEvent;
import exoscope.labs.view.EnvView.UpcallView;
import exoscope.libos.runtime.LibOsEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what an event of a trace means in one plain sentence, for people who have not read the kernel. */
public final class EventSentence {
    /** By its number: a trace that was tampered with may hold any other. */
    private static final Map<Integer, ExceptionCode> CODES =
            Arrays.stream(ExceptionCode.values()).collect(Collectors.toMap(ExceptionCode::code, code -> code));

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
            case LibOsEvent.Panicked panicked -> panicked(panicked, who(entry, view));
            case WireEvent wire -> WireSentence.of(wire);
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
            case HwEvent.ConsoleTyped typed -> true;
            case HwEvent.DmaFaulted faulted -> true;
            case HwEvent.PowerFailed failed -> true;
            case HwEvent.PacketDropped dropped -> true;
            case HwEvent.ExceptionRaised raised -> !refill(raised);
            case KernelEvent.EnvCreated created -> true;
            case KernelEvent.EnvExited exited -> true;
            case LibOsEvent.Panicked panicked -> true;
            case WireEvent wire -> true;
            case KernelEvent.UpcallStarted started -> !started.upcall().equals("TlbMiss");
            case KernelEvent.CallRefused refused -> true;
            case KernelEvent.SliceForfeited forfeited -> true;
            case KernelEvent.RevocationRequested requested -> true;
            case KernelEvent.RevocationAcknowledged acknowledged -> true;
            case KernelEvent.RevocationAborted aborted -> true;
            case KernelEvent.ResourceRequested requested -> true;
            case KernelEvent.ResourceReturned returned -> true;
            case KernelEvent.ResourceRepossessed taken -> true;
            case KernelEvent.TransferSubmitted submitted -> true;
            case KernelEvent.TransferEnded ended -> true;
            case KernelEvent.InvariantBroken broken -> true;
            default -> false;
        };
    }

    /** Which address space, where that is not the first. */
    private static String in(int context) {
        return context == 0 ? "" : " in address space " + context;
    }

    /** A page number as people see it everywhere. */
    public static String page(int page) {
        return "page 0x%x".formatted(page);
    }

    private static boolean refill(HwEvent.ExceptionRaised raised) {
        ExceptionCode code = CODES.get(raised.code());
        return code != null && (code.isTlbException() || code == ExceptionCode.INT || code == ExceptionCode.SYS);
    }

    private static String hardware(HwEvent event, TraceEntry entry, MachineView view) {
        return switch (event) {
            case HwEvent.MachineStarted started ->
                "The machine starts: %d frames of memory, %d disk blocks, %d TLB slots"
                        .formatted(started.frames(), started.diskBlocks(), started.tlbEntries());
            case HwEvent.TlbFilled filled ->
                "TLB slot %d now leads %s's %s to frame %d%s"
                        .formatted(
                                filled.index(),
                                view.nameOf(view.envOfAsid(filled.asid())),
                                page(filled.page()),
                                filled.frame(),
                                filled.writable() ? "" : ", for reading only");
            case HwEvent.TlbDropped dropped ->
                "TLB slot %d forgets %s's %s"
                        .formatted(dropped.index(), view.nameOf(view.envOfAsid(dropped.asid())), page(dropped.page()));
            case HwEvent.ExceptionRaised raised -> raised(raised, who(entry, view));
            case HwEvent.InterruptRaised interrupt ->
                switch (interrupt.device()) {
                    case TIMER -> "The timer interrupts: a slice is over";
                    case DISK -> "The disk interrupts: a transfer is done";
                    case CONSOLE -> "The console interrupts: somebody typed";
                    case IOMMU -> "The IOMMU interrupts: it has refused a device";
                    case NETWORK -> "The network interface interrupts";
                    case SIGNAL -> "A processor signals another";
                };
            case HwEvent.DiskStarted started ->
                "The disk begins to %s block %d (request %d), which takes %,d cycles"
                        .formatted(
                                started.write() ? "write" : "read",
                                started.block(),
                                started.request(),
                                started.untilCycle() - entry.cycle());
            case HwEvent.DiskFinished finished ->
                "The disk %s request %d".formatted(finished.ok() ? "is done with" : "fails", finished.request());
            case HwEvent.ConsoleWritten written ->
                "%s prints \"%s\"".formatted(who(entry, view), text(begun(view) + written.text()));
            case HwEvent.ConsoleTyped typed -> "Somebody types \"%s\"".formatted(text(typed.text()));
            case HwEvent.DmaFaulted faulted ->
                "Device %d fails to %s memory at its address 0x%08x"
                        .formatted(faulted.device(), faulted.write() ? "write" : "read", faulted.address());
            case HwEvent.PowerFailed failed ->
                "The power fails, with %d sectors of an unfinished write on the disk".formatted(failed.sectors());
            case HwEvent.SectorTorn torn ->
                "Sector %d is torn: %d bytes of request %d are new"
                        .formatted(torn.sector(), torn.bytes(), torn.request());
            case HwEvent.PacketSent sent ->
                "A frame of %d bytes leaves queue %d for the network".formatted(sent.bytes(), sent.queue());
            case HwEvent.PacketReceived received ->
                "A frame of %d bytes arrives from the network in queue %d"
                        .formatted(received.bytes(), received.queue());
            case HwEvent.PacketDropped dropped ->
                "The network interface drops a frame of %d bytes: %s".formatted(dropped.bytes(), reason(dropped));
        };
    }

    /** The line on the console that has not ended: programs like to print one in pieces. */
    private static String begun(MachineView view) {
        return view.console().substring(view.console().lastIndexOf('\n') + 1);
    }

    private static String panicked(LibOsEvent.Panicked panicked, String who) {
        String what = panicked.message().isEmpty() ? "" : ": " + panicked.message();
        String where = panicked.stack().stream()
                .filter(place -> place.line() > 0)
                .findFirst()
                .map(place -> " in %s (%s:%d)".formatted(place.method(), place.file(), place.line()))
                .orElse("");
        return "%s panics%s: %s%s".formatted(who, where, panicked.thrown(), what);
    }

    private static String text(String printed) {
        return printed.strip().replace("\n", "\\n");
    }

    private static String reason(HwEvent.PacketDropped dropped) {
        return switch (dropped.reason()) {
            case DISABLED -> "it is switched off";
            case RUNT -> "shorter than Ethernet allows";
            case OVERSIZE -> "longer than Ethernet allows";
            case BAD_FCS -> "damaged on its way";
            case OTHER_ADDRESS -> "for somebody else";
            case NO_DESCRIPTOR -> "no empty buffer waits in its queue";
            case SMALL_BUFFER -> "the buffer is too small";
            case DMA_FAULT -> "its buffer cannot be reached";
        };
    }

    private static String raised(HwEvent.ExceptionRaised raised, String who) {
        ExceptionCode code = CODES.get(raised.code());
        if (code == null) {
            return "%s stops at instruction 0x%08x: exception %d".formatted(who, raised.pc(), raised.code());
        }
        return code.isTlbException()
                ? "%s stops at address 0x%08x: %s".formatted(who, raised.address(), code.meaning())
                : "%s stops at instruction 0x%08x: %s".formatted(who, raised.pc(), code.meaning());
    }

    private static String kernel(KernelEvent event, TraceEntry entry, MachineView view) {
        String who = who(entry, view);
        return switch (event) {
            case KernelEvent.EnvCreated created ->
                "%s comes to life with %s guaranteed".formatted(created.name(), frames(created.guaranteed()));
            case KernelEvent.EnvExited exited ->
                "%s ends: %s (exit code %d)".formatted(who, exited.reason(), exited.code());
            case KernelEvent.AccountClosed account ->
                "%s used %,d cycles, %s at once, %,d calls, %,d upcalls and %,d crossings; %,d bytes were copied for it"
                        .formatted(
                                who,
                                account.cycles(),
                                frames(account.mostFrames()),
                                account.calls(),
                                account.upcalls(),
                                account.crossings(),
                                account.copied());
            case KernelEvent.SliceBound bound ->
                "%s gets position %d of the processor's round".formatted(who, bound.position());
            case KernelEvent.SliceReleased released ->
                "%s gives up position %d of the processor's round".formatted(who, released.position());
            case KernelEvent.ProcessorYielded yielded ->
                yielded.to() == 0
                        ? "%s gives up the rest of its slice".formatted(who)
                        : "%s gives the rest of its slice to %s".formatted(who, view.nameOf(yielded.to()));
            case KernelEvent.ControlTransferred transferred ->
                transferred.synchronous()
                        ? "%s calls %s and waits, lending it its slices".formatted(who, view.nameOf(transferred.to()))
                        : "%s transfers to %s".formatted(who, view.nameOf(transferred.to()));
            case KernelEvent.SliceStarted started -> "%s gets the processor".formatted(who);
            case KernelEvent.SliceEnded ended ->
                "%s leaves the processor after %,d cycles".formatted(who, ended.cycles());
            case KernelEvent.ExcessTimeTaken taken ->
                "%s took %,d cycles past the end of its slice, and owes %,d"
                        .formatted(who, taken.cycles(), taken.debt());
            case KernelEvent.SliceForfeited forfeited ->
                "%s forfeits its slice at position %d for time that it owes, and still owes %,d cycles"
                        .formatted(who, forfeited.position(), forfeited.debt());
            case KernelEvent.HandlerBound bound ->
                "%s has \"%s\" handled at 0x%08x, with its registers saved to frame %d"
                        .formatted(who, cause(bound.cause()), bound.pc(), bound.frame());
            case KernelEvent.HandlerReleased released ->
                "%s has no handler for \"%s\" any more".formatted(who, cause(released.cause()));
            case KernelEvent.ExceptionDispatched dispatched ->
                "%s stops at instruction 0x%08x for its own handler: %s"
                        .formatted(who, dispatched.epc(), cause(dispatched.cause()));
            case KernelEvent.FrameBound bound -> "%s gets frame %d, cleared".formatted(who, bound.frame());
            case KernelEvent.FrameReleased released -> "Frame %d of %s is free".formatted(released.frame(), who);
            case KernelEvent.UpcallStarted started -> upcall(started, entry, view);
            case KernelEvent.UpcallEnded ended -> "%s has %s".formatted(who, dealtWith(ended.upcall(), entry, view));
            case KernelEvent.CallRefused refused ->
                "The kernel refuses %s's %s: %s".formatted(who, refused.call(), refused.reason());
            case KernelEvent.TranslationBound bound ->
                "%s maps %s%s to frame %d%s"
                        .formatted(
                                who,
                                page(bound.page()),
                                in(bound.context()),
                                bound.frame(),
                                bound.writable() ? "" : ", for reading only");
            case KernelEvent.ContextSwitched switched ->
                "%s goes on in its address space %d".formatted(who, switched.context());
            case KernelEvent.TranslationBroken broken ->
                "%s's %s%s is no longer mapped to frame %d"
                        .formatted(who, page(broken.page()), in(broken.context()), broken.frame());
            case KernelEvent.StlbHit hit ->
                "The kernel refills the TLB for %s's %s from its software TLB".formatted(who, page(hit.page()));
            case KernelEvent.MappingGuaranteed promised ->
                "The kernel will always map %s's %s to frame %d by itself%s"
                        .formatted(
                                who,
                                page(promised.page()),
                                promised.frame(),
                                promised.writable() ? "" : ", for reading only");
            case KernelEvent.GuaranteeEnded ended ->
                "The kernel no longer maps %s's %s to frame %d by itself"
                        .formatted(who, page(ended.page()), ended.frame());
            case KernelEvent.AsidRecycled recycled ->
                recycled.from() == 0
                        ? "%s gets address-space identifier %d".formatted(who, recycled.asid())
                        : "%s gets address-space identifier %d, which was %s's"
                                .formatted(who, recycled.asid(), view.nameOf(recycled.from()));
            case KernelEvent.ExtentBound bound ->
                "%s gets disk blocks %d to %d"
                        .formatted(who, bound.firstBlock(), bound.firstBlock() + bound.blocks() - 1);
            case KernelEvent.ExtentReleased released ->
                "%s loses %s, which the disk wipes"
                        .formatted(
                                who, Resource.inWords(Resource.Kind.EXTENT, released.firstBlock(), released.blocks()));
            case KernelEvent.VolumeBooted booted -> VolumeSentence.of(booted, who);
            case KernelEvent.CatalogueWritten written -> VolumeSentence.of(written, who);
            case KernelEvent.TemplateAdded added -> VolumeSentence.of(added, who);
            case KernelEvent.RootCreated created -> VolumeSentence.of(created, who);
            case KernelEvent.RootDeleted deleted -> VolumeSentence.of(deleted, who);
            case KernelEvent.BlocksOwned owned -> VolumeSentence.of(owned, who);
            case KernelEvent.BlocksDisowned disowned -> VolumeSentence.of(disowned, who);
            case KernelEvent.BlocksMoved moved -> VolumeSentence.of(moved, who);
            case KernelEvent.BlockCached cached -> VolumeSentence.of(cached, who);
            case KernelEvent.BlockUncached uncached -> VolumeSentence.of(uncached, who);
            case KernelEvent.BlockWritten written -> VolumeSentence.of(written, who);
            case KernelEvent.InvariantBroken broken ->
                "The kernel has a bug and stops: %s: %s".formatted(broken.invariant(), broken.detail());
            case KernelEvent.RevocationRequested requested ->
                "The kernel wants frame %d back from %s within %,d cycles"
                        .formatted(requested.frame(), who, requested.deadline() - entry.cycle());
            case KernelEvent.RevocationAcknowledged acknowledged ->
                "%s gives frame %d back%s"
                        .formatted(
                                who,
                                acknowledged.frame(),
                                inTime(new Resource.Frame(acknowledged.frame()), entry, view));
            case KernelEvent.RevocationAborted aborted ->
                "Too late: the kernel takes frame %d from %s by force and %s"
                        .formatted(
                                aborted.frame(),
                                who,
                                aborted.block() < 0
                                        ? "its contents are lost"
                                        : "saves its contents in block " + aborted.block());
            case KernelEvent.ResourceRequested requested ->
                "The kernel wants %s back from %s within %,d cycles"
                        .formatted(
                                Resource.inWords(requested.kind(), requested.first(), requested.units()),
                                who,
                                requested.deadline() - entry.cycle());
            case KernelEvent.ResourceReturned returned ->
                returned(Resource.of(returned.kind(), returned.first(), returned.units()), who, entry, view);
            case KernelEvent.ResourceRepossessed taken ->
                "Too late: the kernel takes %s from %s by force%s"
                        .formatted(
                                Resource.inWords(taken.kind(), taken.first(), taken.units()),
                                who,
                                taken.block() < 0
                                        ? ""
                                        : " and saves what is there from block %d on".formatted(taken.block()));
            case KernelEvent.ResourceClaimed claimed ->
                "%s wants %s, which the kernel will keep for it when given back"
                        .formatted(who, Resource.inWords(claimed.kind(), claimed.first(), claimed.units()));
            case KernelEvent.RepossessionPreloaded loaded ->
                "%s says that %s may be saved in block %d"
                        .formatted(
                                who, Resource.inWords(loaded.kind(), loaded.first(), loaded.units()), loaded.block());
            case KernelEvent.TransferSubmitted submitted ->
                submitted.write()
                        ? "%s has frame %d written to block %d (request %d)"
                                .formatted(who, submitted.frame(), submitted.block(), submitted.request())
                        : "%s has block %d read into frame %d (request %d)"
                                .formatted(who, submitted.block(), submitted.frame(), submitted.request());
            case KernelEvent.TransferEnded ended -> transferEnded(ended.request(), ended.ok(), who, view);
            case KernelEvent.NetworkStarted started ->
                "The kernel keeps frames %d to %d for the network interface's rings and buffers"
                        .formatted(started.firstFrame(), started.firstFrame() + started.frames() - 1);
            case KernelEvent.FilterInstalled installed ->
                "%s gets filter %d, which looks at %d places of a packet, with a ring of %d packets"
                        .formatted(who, installed.filter(), installed.atoms(), installed.slots());
            case KernelEvent.FilterRemoved removed -> "%s's filter %d is gone".formatted(who, removed.filter());
            case KernelEvent.HandlerAttached attached ->
                "%s has a program of %d instructions run at each packet of filter %d"
                        .formatted(who, attached.instructions(), attached.filter());
            case KernelEvent.HandlerRan ran ->
                "%s's handler for filter %d runs for %,d cycles and says: %s"
                        .formatted(who, ran.filter(), ran.cycles(), verdict(ran.verdict()));
            case KernelEvent.PacketDemuxed demuxed ->
                "A packet of %,d bytes is %s's, by filter %d".formatted(demuxed.bytes(), who, demuxed.filter());
            case KernelEvent.PacketDelivered delivered ->
                "The kernel copies a packet of %,d bytes to %s's frame %d"
                        .formatted(delivered.bytes(), who, delivered.frame());
            case KernelEvent.PacketDropped dropped ->
                "A packet of %,d bytes is lost: %s".formatted(dropped.bytes(), loss(dropped.reason(), who));
            case KernelEvent.PacketSubmitted submitted ->
                submitted.byHandler()
                        ? "%s's handler answers with a packet of %,d bytes (request %d)"
                                .formatted(who, submitted.bytes(), submitted.request())
                        : "%s has a packet of %,d bytes sent from its frames (request %d)"
                                .formatted(who, submitted.bytes(), submitted.request());
            case KernelEvent.PredicateSet set ->
                "%s waits until a program of %d instructions says that it need not".formatted(who, set.instructions());
            case KernelEvent.PredicateEnded ended ->
                ended.held()
                        ? "What %s waits for has come true".formatted(who)
                        : "%s cannot wait for its predicate any longer".formatted(who);
            case KernelEvent.PacketTransmitted transmitted ->
                "The network interface is done with %s's request %d%s"
                        .formatted(who, transmitted.request(), transmitted.ok() ? "" : ", and did not send it");
        };
    }

    private static String cause(int cause) {
        return switch (cause) {
            case ExceptionContexts.SLICE_START -> "start of a slice";
            case ExceptionContexts.SLICE_END -> "end of a slice";
            default -> CODES.containsKey(cause) ? CODES.get(cause).meaning() : "exception " + cause;
        };
    }

    private static String verdict(String verdict) {
        return switch (verdict) {
            case "DROP" -> "drop it";
            case "DELIVER" -> "deliver it";
            case "KEEP" -> "deliver it silently";
            default -> "nothing, since its budget is used up";
        };
    }

    private static String loss(KernelEvent.DropReason reason, String who) {
        return switch (reason) {
            case NO_FILTER -> "no filter matches";
            case RING_FULL -> who + "'s ring is full";
            case HANDLER -> who + "'s handler wants it dropped";
            case BUDGET -> who + "'s handler has used its budget up";
        };
    }

    private static String upcall(KernelEvent.UpcallStarted started, TraceEntry entry, MachineView view) {
        String who = who(entry, view);
        int subject = started.subject();
        return switch (started.upcall()) {
            case "TlbMiss" -> "%s is asked where its %s is".formatted(who, page(subject));
            case "Revoke" ->
                "%s hears that the kernel wants frame %d%s".formatted(who, subject, left(subject, entry, view));
            case "RevokeSlice" -> "%s hears that the kernel wants slice %d".formatted(who, subject);
            case "RevokeExtent" -> "%s hears that the kernel wants blocks from %d on".formatted(who, subject);
            case "RevokeFilter" -> "%s hears that the kernel wants filter %d".formatted(who, subject);
            case "Repossessed" -> "%s hears that something was taken from it by force".formatted(who);
            case "TransferDone", "BlocksTransferred" -> "%s hears that request %d has ended".formatted(who, subject);
            case "Called" -> "%s is called by %s".formatted(who, view.nameOf(subject));
            case "CalleeEnded" -> "%s hears that %s has ended without an answer".formatted(who, view.nameOf(subject));
            case "BlockRead" -> "%s hears that reading block %d has ended".formatted(who, subject);
            case "BlockWritten" -> "%s hears that writing block %d has ended".formatted(who, subject);
            case "RootWritten" -> "%s hears of root %d on the disk".formatted(who, subject);
            case "TemplateWritten" -> "%s hears of type %d on the disk".formatted(who, subject);
            case "PacketArrived" -> "%s hears of packets for filter %d".formatted(who, subject);
            case "PredicateEnded" -> "%s hears that its waiting is over".formatted(who);
            case "SliceStarting" -> "%s hears that it has the processor".formatted(who);
            case "SliceEnding" -> "%s hears that its slice is over".formatted(who);
            case "PacketTransmitted" -> "%s hears that packet %d is off its frames".formatted(who, subject);
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
            case "RevokeSlice" -> "dealt with the request for a slice";
            case "RevokeExtent" -> "dealt with the request for blocks";
            case "RevokeFilter" -> "dealt with the request for a filter";
            case "Repossessed" -> "dealt with its loss";
            case "TransferDone", "BlocksTransferred" ->
                "taken note of the end of " + (subject < 0 ? "a request" : "request " + subject);
            case "Called" -> "dealt with a call";
            case "CalleeEnded" -> "taken note of the end of whom it called";
            case "BlockRead" -> "taken note of the block that was read";
            case "BlockWritten" -> "taken note of the block that was written";
            case "RootWritten", "TemplateWritten" -> "taken note of what the disk knows";
            case "PacketArrived" -> "looked at the packets of " + (subject < 0 ? "a filter" : "filter " + subject);
            case "PredicateEnded" -> "taken note that its waiting is over";
            case "SliceStarting" -> "dealt with the start of its slice";
            case "SliceEnding" -> "dealt with the end of its slice";
            case "PacketTransmitted" -> "taken note of its packet's leaving";
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
                .formatted(who, request, ok ? "is complete" : "fails, its frame being gone or a sector bad", what);
    }

    private static String returned(Resource resource, String who, TraceEntry entry, MachineView view) {
        return "%s gives %s back%s".formatted(who, resource.inWords(), inTime(resource, entry, view));
    }

    private static String inTime(Resource resource, TraceEntry entry, MachineView view) {
        return view.revocations().stream()
                .filter(each -> each.resource().equals(resource) && each.deadline() >= entry.cycle())
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
