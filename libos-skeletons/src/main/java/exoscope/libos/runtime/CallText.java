package exoscope.libos.runtime;

import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Message;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of kernel calls as short text. No method of a guest's object is called for it: that would be guest code, which
 * costs cycles.
 */
final class CallText {
    private static final int MOST_ELEMENTS = 8;
    private static final int MOST_CHARACTERS = 120;

    private CallText() {}

    /** Arguments, with lists as they are now, since their owner may change them. */
    static @Nullable Object[] frozen(@Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof List<?> list && isPlain(list)) {
                @Nullable Object[] frozen = arguments.clone();
                for (int j = i; j < frozen.length; j++) {
                    if (frozen[j] instanceof List<?> each && isPlain(each)) {
                        frozen[j] = new ArrayList<>(each);
                    }
                }
                return frozen;
            }
        }
        return arguments;
    }

    static String of(@Nullable Object[] values) {
        return Arrays.stream(values).map(CallText::of).collect(Collectors.joining(", "));
    }

    static String of(@Nullable Object value) {
        String text = text(value);
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Result.Ok<?> ok -> of(ok.value());
            case Result.Refused<?> refused -> "refused: %s, %s".formatted(refused.error(), refused.reason());
            case Capability key -> "capability " + Long.toHexString(key.name()) + rights(key);
            case List<?> list -> isPlain(list) ? elements(list) : "a list";
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean yes -> yes ? "yes" : "no";
            case Resource resource -> resource.inWords();
            case Exokernel.Repossession taken ->
                "%s in block %d".formatted(taken.resource().inWords(), taken.block());
            case Exokernel.Piece piece ->
                "%d bytes at %d of frame %d".formatted(piece.bytes(), piece.offset(), piece.frame());
            case Exokernel.Translation mapped -> "page 0x%x to frame %d".formatted(mapped.page(), mapped.frame());
            case Exokernel.PendingRevocation open ->
                "%s of %d until %d".formatted(open.resource().inWords(), open.env(), open.deadline());
            case Upcall upcall -> upcall.kind() + (upcall.subject() < 0 ? "" : " " + upcall.subject());
            case Exokernel.RingState ring -> "%d of %d waiting".formatted(ring.waiting(), ring.slots());
            case Message message ->
                "[%d, %d, %d, %d]".formatted(message.a0(), message.a1(), message.a2(), message.a3());
            default -> "a " + value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String rights(Capability key) {
        return switch (key.rights()) {
            case Capability.READ_WRITE -> "";
            case Capability.READ -> " (read)";
            default -> " (rights %d)".formatted(key.rights());
        };
    }

    private static String elements(List<?> list) {
        String first = list.stream().limit(MOST_ELEMENTS).map(CallText::of).collect(Collectors.joining(", "));
        return list.size() <= MOST_ELEMENTS ? "[" + first + "]" : "[%s … %d in all]".formatted(first, list.size());
    }

    /** Whether a list holds its elements itself. Any other, such as a view of a guest's own list, would run its code. */
    private static boolean isPlain(List<?> list) {
        String type = list.getClass().getName();
        return type.equals("java.util.ArrayList")
                || type.equals("java.util.Arrays$ArrayList")
                || type.startsWith("java.util.ImmutableCollections$List");
    }
}
