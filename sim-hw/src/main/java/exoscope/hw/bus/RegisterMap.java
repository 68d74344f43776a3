package exoscope.hw.bus;

import exoscope.hw.PhysicalMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which register of a device is found at which offset. */
public final class RegisterMap<R extends Enum<R> & Register> {
    private final List<@Nullable R> byWord =
            new ArrayList<>(Collections.nCopies(PhysicalMemory.FRAME_BYTES / 4, (R) null));

    /** @throws IllegalArgumentException if two registers of the enum overlap or one does not fit the page */
    public RegisterMap(Class<R> registers) {
        for (R register : registers.getEnumConstants()) {
            for (int i = 0; i < register.count(); i++) {
                int word = register.offset() / 4 + i;
                if (register.offset() % 4 != 0 || byWord.set(word, register) != null) {
                    throw new IllegalArgumentException(register + " is misaligned, or overlaps another register");
                }
            }
        }
    }

    /** The register at a multiple of 4 within the page, or null. */
    @Nullable
    R at(int offset) {
        return byWord.get(offset / 4);
    }
}
