package lab04;

import exoscope.libos.Env;
import exoscope.libos.ProgramPage;
import java.util.ArrayList;
import java.util.List;

/** The program's pages. (Part of the kit; changes here count for nothing.) */
final class PageTable {
    private final List<Page> pages = new ArrayList<>();
    private long turns;

    /** Enters the pages of the program, each writable one with a disk block to save it to. */
    void fill(Env env) {
        for (ProgramPage page : env.program()) {
            int swap = page.writable() ? env.kernel().allocExtent(1).get() : Page.NONE;
            pages.add(new Page(page.page(), page.writable(), page.block(), swap));
        }
    }

    /** The page with this number, or null if the program has none. */
    Page page(int number) {
        for (Page page : pages) {
            if (page.number == number) {
                return page;
            }
        }
        return null;
    }

    /** The page that a frame holds, or null if it holds none. */
    Page inFrame(int frame) {
        for (Page page : pages) {
            if (page.frame == frame) {
                return page;
            }
        }
        return null;
    }

    /** Notes which frame holds a page from now on. */
    void came(Page page, int frame) {
        page.frame = frame;
        page.dirty = false;
        page.asked = false;
        page.turn = ++turns;
    }

    /** The page that has been in memory for longest and is not moving, or null. */
    Page oldest() {
        Page oldest = null;
        for (Page page : pages) {
            if (page.frame != Page.NONE && !page.moving && (oldest == null || page.turn < oldest.turn)) {
                oldest = page;
            }
        }
        return oldest;
    }
}
