package writes;

import exoscope.kernel.Capability;
import exoscope.libos.Env;
import exoscope.libos.LibOs;

/**
 * Keeps a number on the disk: block 0 is the record that says which version is valid, version v is in block 1 or 2 by turns.
 * Goes on from the version that it finds, and ends when it has written the third.
 */
public final class Writer implements LibOs {
    private static final int VERSIONS = 3;
    private static final int PAGE = 0x1000_0000;
    private static final int LAST_WORD = PAGE + 4092;

    private Capability key;
    private int frame;
    private int done;

    @Override
    public int run(Env env) {
        if (env.kernel().ownerOfBlock(0) != 1) {
            return 0; // no blocks, nothing to do
        }
        key = env.kernel().newCapability();
        frame = env.kernel().allocPages(1, key).get().get(0);
        int version = read(env, 0);
        if (version != 0 && read(env, 1 + version % 2) != version) {
            return 1;
        }
        while (version < VERSIONS) {
            version++;
            write(env, 1 + version % 2, version);
            write(env, 0, version);
        }
        return 0;
    }

    /** The number in a block, or -1 if it is only half there. */
    private int read(Env env, int block) {
        await(env, env.kernel().readBlock(block, frame, key).get());
        return env.load(PAGE) == env.load(LAST_WORD) ? env.load(PAGE) : -1;
    }

    private void write(Env env, int block, int version) {
        env.store(PAGE, version);
        env.store(LAST_WORD, version);
        await(env, env.kernel().writeBlock(block, frame, key).get());
    }

    private void await(Env env, int request) {
        while (done < request) {
            env.waitForUpcall();
        }
    }

    @Override
    public void onTransferDone(Env env, int request, boolean ok) {
        done = request;
    }

    @Override
    public void onTlbMiss(Env env, int page, boolean store) {
        env.kernel().tlbWrite(page, frame, true, key).get();
    }
}
