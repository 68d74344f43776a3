package packets;

import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.filter.Atom;
import exoscope.kernel.filter.Filter;
import exoscope.libos.Env;
import exoscope.libos.LibOs;
import java.util.List;

/** Sends four messages, each when the one before it has been acknowledged, and again when it has waited in vain. */
public final class Sender implements LibOs {
    private static final int MESSAGES = 4;
    private static final long TIMEOUT = 60_000;
    private static final int TYPE = 0x88b5;
    private static final int WORDS = 0x1000_0000;
    private static final int SLOTS = 0x1000_1000;
    private static final int OUT = 0x1000_2000;
    private static final int SLOT_BYTES = 2048;
    private static final int FRAME_BYTES = 60;

    private Capability key;
    private List<Integer> frames = List.of();
    private int taken;
    private int acknowledged;
    private int sequence;

    @Override
    public int run(Env env) {
        key = env.kernel().newCapability();
        frames = env.kernel().allocPages(3, key).get();
        env.kernel()
                .bindFilter(Filter.of(Atom.equal(12, 2, TYPE)), frames.get(0), List.of(frames.get(1)), key)
                .get();
        for (int message = 1; message <= MESSAGES; message++) {
            sequence++;
            while (acknowledged < sequence) {
                send(env, message);
                waitForAnswer(env);
            }
        }
        return 0;
    }

    private void waitForAnswer(Env env) {
        long until = env.kernel().now() + TIMEOUT;
        while (acknowledged < sequence && env.kernel().now() < until) {
            look(env);
        }
    }

    private void send(Env env, int message) {
        env.store(OUT, 0x0000_0002);
        env.store(OUT + 4, 0x0002_0200);
        env.store(OUT + 8, 0x0100_0000);
        env.store(OUT + 12, 0xb588 | sequence << 16 | message << 24);
        env.kernel().sendPacket(List.of(new Exokernel.Piece(frames.get(2), 0, FRAME_BYTES)), key).get();
    }

    /** Takes what is in the ring. */
    private void look(Env env) {
        while (taken != env.load(WORDS)) {
            int answered = env.load(SLOTS + taken % 2 * SLOT_BYTES + 12) >>> 16 & 0xff;
            acknowledged = Math.max(acknowledged, answered);
            taken++;
            env.store(WORDS + 4, taken);
        }
    }

    @Override
    public void onTlbMiss(Env env, int page, boolean store) {
        env.kernel().tlbWrite(page, frames.get(page - (WORDS >>> 12)), true, key).get();
    }
}
