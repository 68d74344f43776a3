package exoscope.labs.view;

import exoscope.labs.view.RevocationView.Outcome;
import exoscope.libos.runtime.LibOsEvent.CodePlace;
import exoscope.libos.runtime.LibOsEvent.KernelCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that a trace says about a libOS panic: what was thrown and where, what the libOS had asked the kernel for, and what
 * was its own at that moment.
 *
 * @param ticket what repeats the run
 * @param event number of the event, from 0
 * @param cycle when it was
 * @param env the environment's name
 * @param thrown the kind of exception
 * @param message what it says, or empty
 * @param place the innermost place in a file that the student edits, or the innermost of all; its file is empty if none is known
 * @param stack the libOS's calls, the innermost first, with the upcalls that interrupted
 * @param deeper how many more there are
 * @param calls the last kernel calls, the oldest first
 * @param frames frames that the environment owned, in words
 * @param tlb the slots of the hardware TLB that were its own, in words
 * @param revocations what the kernel wanted back from it, in words
 */
public record PanicReport(
        String ticket,
        long event,
        long cycle,
        String env,
        String thrown,
        String message,
        CodePlace place,
        List<CodePlace> stack,
        int deeper,
        List<KernelCall> calls,
        List<String> frames,
        List<String> tlb,
        List<String> revocations) {
    private static final CodePlace NOWHERE = new CodePlace("", 0, "");

    public PanicReport {
        stack = List.copyOf(stack);
        calls = List.copyOf(calls);
        frames = List.copyOf(frames);
        tlb = List.copyOf(tlb);
        revocations = List.copyOf(revocations);
    }

    /**
     * Tells a panic.
     *
     * @param ticket what repeats the run
     * @param machine the machine at that moment
     * @param own whether a source file, by its path, is one that the student edits
     */
    public static PanicReport of(PanicView panic, String ticket, MachineView machine, Predicate<String> own) {
        return new PanicReport(
                ticket,
                panic.event(),
                panic.cycle(),
                machine.nameOf(panic.env()),
                panic.what().thrown(),
                panic.what().message(),
                place(panic.what().stack(), own),
                panic.what().stack(),
                panic.what().deeper(),
                panic.what().calls(),
                frames(machine, panic.env()),
                tlb(machine, panic.env()),
                revocations(machine, panic.env()));
    }

    private static CodePlace place(List<CodePlace> stack, Predicate<String> own) {
        Stream<CodePlace> mine = stack.stream().filter(place -> own.test(place.file()));
        Stream<CodePlace> any = stack.stream().filter(place -> !place.upcall());
        return Stream.concat(mine, any)
                .filter(place -> place.line() > 0)
                .findFirst()
                .orElse(NOWHERE);
    }

    private static List<String> frames(MachineView machine, int env) {
        return machine.frames().stream()
                .filter(frame -> frame.owner() == env)
                .map(PanicReport::inWords)
                .toList();
    }

    private static String inWords(FrameView frame) {
        String page = frame.page() < 0
                ? "no page"
                : EventSentence.page(frame.page()) + (frame.writable() ? "" : " for reading only");
        return "frame %d: %s%s%s"
                .formatted(
                        frame.frame(),
                        page,
                        frame.pinned() > 0 ? ", a transfer under way" : "",
                        frame.asked() ? ", wanted by the kernel" : "");
    }

    private static List<String> tlb(MachineView machine, int env) {
        return machine.tlb().stream()
                .filter(slot -> slot.valid() && machine.envOfAsid(slot.asid()) == env)
                .sorted(Comparator.comparingInt(TlbSlotView::page))
                .map(slot -> "%s leads to frame %d%s (slot %d)"
                        .formatted(
                                EventSentence.page(slot.page()),
                                slot.frame(),
                                slot.writable() ? "" : " for reading only",
                                slot.index()))
                .toList();
    }

    private static List<String> revocations(MachineView machine, int env) {
        return machine.revocations().stream()
                .filter(each -> each.env() == env && each.outcome() == Outcome.OPEN)
                .map(each -> each.deadline() >= machine.cycle()
                        ? "frame %d within %,d cycles".formatted(each.frame(), each.deadline() - machine.cycle())
                        : "frame %d, whose deadline was cycle %,d".formatted(each.frame(), each.deadline()))
                .toList();
    }

    /** What was thrown, in one line. */
    public String headline() {
        return message.isEmpty() ? thrown : thrown + ": " + message;
    }

    /** The whole report as text, a line each, without line ends. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("libOS panic of %s at cycle %,d (event %d)".formatted(env, cycle, event));
        lines.add("  " + headline());
        stack.forEach(each -> lines.add("    " + inWords(each)));
        if (deeper > 0) {
            lines.add("    and %,d more".formatted(deeper));
        }
        section(
                lines,
                "last kernel calls",
                calls.stream().map(PanicReport::inWords).toList());
        section(lines, "wanted back by the kernel", revocations);
        section(lines, "frames owned", frames);
        section(lines, "in the TLB", tlb);
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> content) {
        lines.add("  %s: %s".formatted(title, content.isEmpty() ? "none" : ""));
        content.forEach(line -> lines.add("    " + line));
    }

    /** A call with what came of it, in one line. */
    public static String inWords(KernelCall call) {
        return "%,15d  %s(%s) = %s".formatted(call.cycle(), call.call(), call.arguments(), call.result());
    }

    /** A place of a stack in one line. */
    public static String inWords(CodePlace place) {
        return place.upcall()
                ? "upcall " + place.method() + ", which interrupted"
                : "%s (%s%s)".formatted(place.method(), place.file(), place.line() > 0 ? ":" + place.line() : "");
    }
}
