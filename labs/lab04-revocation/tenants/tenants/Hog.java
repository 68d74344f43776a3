package tenants;

import exoscope.kernel.Capability;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import java.util.List;

/** Takes frames and computes for ever: it never answers, so the kernel takes from it by force what it must. */
public final class Hog implements LibOs {
    private static final int FRAMES = 10;
    private static final int FIRST_PAGE = 0x30000;

    private List<Integer> frames;
    private Capability key;

    @Override
    public int run(Env env) {
        key = env.kernel().newCapability();
        frames = env.kernel().allocPages(FRAMES, key).get();
        for (int i = 0; i < FRAMES; i++) {
            env.store(FIRST_PAGE + i << 12, i);
        }
        long rounds = 0;
        while (rounds >= 0) {
            rounds++;
        }
        return 0;
    }

    @Override
    public void onTlbMiss(Env env, int page, boolean store) {
        env.kernel().tlbWrite(page, frames.get(page - FIRST_PAGE), true, key);
    }
}
