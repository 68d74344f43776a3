package tenants;

import exoscope.kernel.Capability;
import exoscope.kernel.Result;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import java.util.List;

/**
 * Wants memory for a while, three times over: waits until it gets all its frames, fills them, computes, looks whether
 * anybody has touched them, and gives them back.
 */
public final class Burst implements LibOs {
    private static final int FRAMES = 12;
    private static final int ROUNDS = 3;
    private static final long PAUSE = 400_000;
    private static final long BETWEEN_ROUNDS = 3_000_000;
    private static final int FIRST_PAGE = 0x20000;

    private List<Integer> frames;
    private Capability key;

    @Override
    public int run(Env env) {
        key = env.kernel().newCapability();
        pause(env, PAUSE);
        for (int round = 0; round < ROUNDS; round++) {
            frames = allocate(env);
            fill(env, round);
            pause(env, PAUSE);
            if (!intact(env, round)) {
                return 1;
            }
            giveBack(env);
            pause(env, BETWEEN_ROUNDS);
        }
        return 0;
    }

    private List<Integer> allocate(Env env) {
        while (true) {
            Result<List<Integer>> granted = env.kernel().allocPages(FRAMES, key);
            if (granted.ok()) {
                return granted.get();
            }
            pause(env, PAUSE);
        }
    }

    private static void pause(Env env, long cycles) {
        long until = env.kernel().now() + cycles;
        while (env.kernel().now() < until) {
            spin();
        }
    }

    private static void spin() {
        for (int i = 0; i < 1000; i++) {}
    }

    private void fill(Env env, int round) {
        for (int i = 0; i < FRAMES; i++) {
            env.store(address(i), i * 31 + round);
        }
    }

    private boolean intact(Env env, int round) {
        for (int i = 0; i < FRAMES; i++) {
            if (env.load(address(i)) != i * 31 + round) {
                return false;
            }
        }
        return true;
    }

    private void giveBack(Env env) {
        for (int frame : frames) {
            env.kernel().dealloc(frame, key);
        }
    }

    private static int address(int i) {
        return FIRST_PAGE + i << 12;
    }

    @Override
    public void onTlbMiss(Env env, int page, boolean store) {
        env.kernel().tlbWrite(page, frames.get(page - FIRST_PAGE), true, key);
    }
}
