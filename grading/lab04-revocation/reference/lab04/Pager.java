package lab04;

import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Result;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import java.util.List;

/**
 * A pager: runs a program in whatever frames it can get, and gives frames back when the kernel asks.
 *
 * <p>Upcalls interrupt this code wherever it stands, and each other while it waits. What you believed before a wait need
 * not be true after it: look again.
 */
public final class Pager implements LibOs {
    private final PageTable table = new PageTable();
    private final Transfers transfers = new Transfers();
    private Capability key;

    @Override
    public int run(Env env) {
        key = env.kernel().newCapability();
        table.fill(env);
        return env.runProgram();
    }

    /** The program touched a page that is not mapped, or stored to one that is mapped read-only. */
    @Override
    public void onTlbMiss(Env env, int number, boolean store) {
        Page page = table.page(number);
        if (page == null || (store && !page.writable)) {
            env.stopProgram(139, "segmentation fault at page " + number);
            return;
        }
        if (page.frame == Page.NONE && !bringIn(env, page)) {
            return; // the program tries again, and so shall we
        }
        if (store) {
            page.dirty = true;
            // BEGIN lab04.preload Tell the kernel where to put this frame's contents if it must take it by force.
            env.kernel().preloadRepossession(page.frame, page.swap);
            // END lab04.preload
        }
        // Read-only until the first store: that is how we learn which pages are dirty.
        if (!env.kernel().tlbWrite(number, page.frame, page.dirty, key).ok()) {
            page.frame = Page.NONE; // an upcall gave the frame away meanwhile
        }
    }

    /** Gets a frame and fills it with the page's contents. Returns false if that has to be tried again. */
    private boolean bringIn(Env env, Page page) {
        Result<List<Integer>> granted = env.kernel().allocPages(1, key);
        if (!granted.ok()) {
            makeRoom(env);
            return false;
        }
        int frame = granted.get().get(0);
        table.came(page, frame);
        page.moving = true;
        boolean filled = page.source() == Page.NONE
                || transfers.await(env, env.kernel().readBlock(page.source(), frame, key));
        page.moving = false;
        if (filled && !page.asked) {
            return page.frame == frame;
        }
        if (page.frame == frame) {
            page.frame = Page.NONE;
            env.kernel().dealloc(frame, key);
        }
        return false;
    }

    /** No frame is free: gives one of ours back, to be allocated anew. */
    private void makeRoom(Env env) {
        Page oldest = table.oldest();
        if (oldest == null) {
            env.waitForUpcall();
        } else {
            vacate(env, oldest);
        }
    }

    /** Takes a page out of memory and gives its frame back to the kernel, asked or not. */
    private void vacate(Env env, Page page) {
        // BEGIN lab04.vacate Save the page, then give its frame back: the kernel may have taken it meanwhile.
        page.moving = true;
        save(env, page);
        page.moving = false;
        int frame = page.frame;
        if (frame != Page.NONE) {
            page.frame = Page.NONE;
            env.kernel().dealloc(frame, key);
        }
        // END lab04.vacate
    }

    /** Writes a dirty page to its swap block and waits until it is there. */
    private void save(Env env, Page page) {
        // BEGIN lab04.save Only a dirty page needs it. Until the transfer has ended, nothing is on the disk.
        if (page.dirty && transfers.await(env, env.kernel().writeBlock(page.swap, page.frame, key))) {
            page.dirty = false;
            page.saved = true;
        }
        // END lab04.save
    }

    /** The kernel wants a frame back; at the deadline it takes it. */
    @Override
    public void onRevoke(Env env, int frame, long deadline) {
        // BEGIN lab04.answer Give back this very frame. Mind frames that hold no page yet, and pages that are moving.
        Page page = table.inFrame(frame);
        if (page == null) {
            env.kernel().acknowledge(frame);
        } else if (page.moving) {
            page.asked = true; // whoever moves it gives it back when done
        } else {
            vacate(env, page);
        }
        // END lab04.answer
    }

    /** Frames were taken by force: the repossession vector says which, and where their contents are. */
    @Override
    public void onRepossessed(Env env) {
        // BEGIN lab04.repossessed Forget the frames that are gone, and note which pages the kernel has saved.
        for (Exokernel.Repossession lost : env.kernel().takeRepossessions()) {
            Page page = table.inFrame(lost.frame());
            if (page != null) {
                page.frame = Page.NONE;
                page.dirty = false;
                page.saved = page.saved || lost.block() >= 0;
            }
        }
        // END lab04.repossessed
    }

    @Override
    public void onTransferDone(Env env, int request, boolean ok) {
        transfers.ended(request, ok);
    }
}
