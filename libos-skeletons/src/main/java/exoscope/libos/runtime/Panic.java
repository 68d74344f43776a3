package exoscope.libos.runtime;

import exoscope.kernel.Upcall;
import exoscope.libos.metered.GuestClassLoader;
import exoscope.libos.metered.HostTexts;
import exoscope.libos.runtime.LibOsEvent.CodePlace;
import exoscope.libos.runtime.LibOsEvent.Panicked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a libOS's code threw, told in its own terms: no frame of the kit, and the upcalls where they interrupted. */
final class Panic {
    private static final int MOST_PLACES = 24;
    private static final int MOST_CHARACTERS = 400;
    /** The method that runs upcalls on top of what they interrupt. */
    private static final String DELIVERY = "deliver";

    private final Throwable thrown;
    private final ClassLoader guest;
    private final List<CodePlace> stack;

    /**
     * @param guest who defined the libOS's classes
     * @param upcalls those that were running at the throw, the innermost first
     */
    Panic(Throwable thrown, GuestClassLoader guest, List<Upcall> upcalls) {
        this.thrown = thrown;
        this.guest = guest;
        stack = stack(thrown, guest, new ArrayDeque<>(upcalls));
    }

    private static List<CodePlace> stack(Throwable thrown, GuestClassLoader guest, Deque<Upcall> upcalls) {
        List<CodePlace> stack = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            Upcall upcall = isDelivery(frame) ? upcalls.poll() : null;
            if (upcall != null) {
                stack.add(new CodePlace("", 0, inWords(upcall)));
            } else if (guest.owns(frame)) {
                stack.add(place(frame));
            }
        }
        return stack;
    }

    private static boolean isDelivery(StackTraceElement frame) {
        return frame.getMethodName().equals(DELIVERY) && frame.getClassName().equals(JavaUserCode.class.getName());
    }

    private static String inWords(Upcall upcall) {
        return upcall.subject() < 0 ? upcall.kind() : upcall.kind() + " " + upcall.subject();
    }

    private static CodePlace place(StackTraceElement frame) {
        String name = frame.getClassName();
        int dot = name.lastIndexOf('.');
        String folder = name.substring(0, dot + 1).replace('.', '/');
        String type = name.substring(dot + 1).replace('$', '.');
        return new CodePlace(
                folder + frame.getFileName(), Math.max(0, frame.getLineNumber()), type + "." + frame.getMethodName());
    }

    Panicked event(CallRing calls) {
        List<CodePlace> told = stack.subList(0, Math.min(MOST_PLACES, stack.size()));
        return new Panicked(kind(), message(), told, stack.size() - told.size(), calls.told());
    }

    /** In one line: what was thrown, and the libOS's own line nearest to the throw. */
    String sentence() {
        String message = message();
        String what = message.isEmpty() ? kind() : kind() + ": " + message;
        return stack.stream()
                .filter(place -> !place.upcall() && place.line() > 0)
                .findFirst()
                .map(place -> "%s (%s:%d)".formatted(what, fileName(place), place.line()))
                .orElse(what);
    }

    private static String fileName(CodePlace place) {
        return place.file().substring(place.file().lastIndexOf('/') + 1);
    }

    private String kind() {
        return thrown.getClass().getSimpleName();
    }

    /** An exception of the guest's own is not asked: its message would be code of the guest's. */
    private String message() {
        @Nullable String message = guest.equals(thrown.getClass().getClassLoader()) ? null : thrown.getMessage();
        if (message == null) {
            return "";
        }
        message = HostTexts.repeatable(message);
        return message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS) + "…";
    }
}
