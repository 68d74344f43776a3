package tenants;

import exoscope.kernel.Capability;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whenever it gets the processor it takes every free frame and asks for one more; when it has enough it looks whether
 * anybody has touched them, gives them back and rests. After some rounds it ends.
 */
public final class Nibbler implements LibOs {
    private static final int ENOUGH = 4;
    private static final int ROUNDS = 2;
    private static final long REST = 900_000;
    private static final int FIRST_PAGE = 0x20000;

    private final List<Integer> frames = new ArrayList<>();
    private final int[] numbers = new int[4096];
    private Capability key;

    @Override
    public int run(Env env) {
        key = env.kernel().newCapability();
        for (int round = 0; round < ROUNDS; round++) {
            rest(env);
            while (frames.size() < ENOUGH) {
                nibble(env);
            }
            if (!intact(env)) {
                return 1;
            }
            giveBack(env);
        }
        return 0;
    }

    private void nibble(Env env) {
        var granted = env.kernel().allocPages(1, key);
        if (granted.ok()) {
            frames.add(granted.get().get(0));
            env.store(address(frames.size() - 1), frames.size() * 31);
        } else {
            compute();
        }
    }

    private boolean intact(Env env) {
        for (int i = 0; i < frames.size(); i++) {
            if (env.load(address(i)) != (i + 1) * 31) {
                return false;
            }
        }
        return true;
    }

    private void giveBack(Env env) {
        while (!frames.isEmpty()) {
            env.kernel().dealloc(frames.remove(frames.size() - 1), key);
        }
    }

    private void rest(Env env) {
        long until = env.kernel().now() + REST;
        while (env.kernel().now() < until) {
            compute();
        }
    }

    /** Lets some thousand cycles pass. */
    private void compute() {
        Arrays.fill(numbers, 1);
    }

    private static int address(int i) {
        return FIRST_PAGE + i << 12;
    }

    @Override
    public void onTlbMiss(Env env, int page, boolean store) {
        env.kernel().tlbWrite(page, frames.get(page - FIRST_PAGE), true, key);
    }
}
