package exoscope.hw.bus;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * The part of the physical address space that leads to devices: from {@link #BASE}, a page each, so that a kernel can
 * map one device, or one queue of one, into an address space (docs/machine.md, section 6).
 */
public final class Bus {
    /** Physical address of the first device page. */
    public static final int BASE = 0x1f00_0000;
    /** Pages that devices can have. */
    public static final int PAGES = 16;

    private final Clock clock;
    private final EventQueue events;
    private final @Nullable RegisterPage[] pages = new RegisterPage[PAGES];

    public Bus(Clock clock, EventQueue events) {
        this.clock = clock;
        this.events = events;
    }

    /** Puts a device at page {@code page}, 0 to {@link #PAGES} - 1, which was empty. */
    public void connect(int page, RegisterPage device) {
        if (page < 0 || page >= PAGES || pages[page] != null) {
            throw new IllegalArgumentException("device page " + page + " is not there or not free");
        }
        pages[page] = device;
    }

    /** Physical address of a device page. */
    public static int address(int page) {
        return BASE + (page << PhysicalMemory.FRAME_SHIFT);
    }

    /** Whether there is a device at a physical address. */
    public boolean holds(long physical) {
        long page = (physical - BASE) >> PhysicalMemory.FRAME_SHIFT;
        return page >= 0 && page < PAGES && pages[(int) page] != null;
    }

    /** Reads the register at a physical address that is a multiple of 4 and {@linkplain #holds held}. */
    public int read(int physical) {
        int value = page(physical).read(physical & PhysicalMemory.FRAME_BYTES - 4);
        stopForEvents();
        return value;
    }

    /** Writes the register at a physical address that is a multiple of 4 and {@linkplain #holds held}. */
    public void write(int physical, int value) {
        page(physical).write(physical & PhysicalMemory.FRAME_BYTES - 4, value);
        stopForEvents();
    }

    private RegisterPage page(int physical) {
        RegisterPage page = pages[(physical - BASE) >> PhysicalMemory.FRAME_SHIFT];
        if (page == null) {
            throw new IllegalArgumentException("no device at physical address 0x" + Integer.toHexString(physical));
        }
        return page;
    }

    /** The access may have scheduled something earlier than what running code was to stop for. */
    private void stopForEvents() {
        clock.setLimit(Math.min(clock.limit(), events.nextCycle()));
    }
}
