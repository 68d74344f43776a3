package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.device.Disk;
import exoscope.kernel.ExokernelVolume.CachedBlock;
import exoscope.kernel.xn.Node;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two environments do to their file systems whatever comes to mind, some of it in the wrong order, until the power fails. */
class VolumeRandomTest {
    private static final int RUNS = 150;
    private static final int STEPS = 150;

    /** One run: what was carried out, of each kind. */
    private static final class Chaos {
        private final VolumeFixture f;
        private final SplittableRandom random;
        private final int[] done;

        Chaos(VolumeFixture f, long seed, int[] done) {
            this.f = f;
            this.done = done;
            random = new SplittableRandom(seed);
        }

        void run() {
            f.ready();
            f.root(B, f.key);
            f.volume.createRoot(B + 6, TABLE, false, f.otherKey).get();
            f.settle();
            f.cache(B + 6);
            for (int i = 0; i < STEPS; i++) {
                int kind = random.nextInt(10);
                done[kind] += step(kind).ok() ? 1 : 0;
                f.pass(random.nextInt(4) * VolumeFixture.TRANSFER);
            }
            f.settle();
            f.kernel.invariants().checkAll();
            f.pass(Long.MAX_VALUE / 4); // until the power fails
        }

        private Result<?> step(int kind) {
            int block = kind == 0 ? block() : cachedOr(block());
            Capability guard = guard(block);
            int other = kind < 6 ? block() : liveOr(block());
            int n = 1 + random.nextInt(2);
            int type = random.nextBoolean() ? TABLE : DATA;
            int place = random.nextInt(3);
            return switch (kind) {
                case 0 ->
                    random.nextInt(3) > 0
                            ? f.volume.revive(block)
                            : f.volume.createRoot(block, TABLE, random.nextInt(4) == 0, guard);
                case 1 -> f.volume.deleteRoot(random.nextInt(20), guard);
                case 2, 3 -> f.volume.own(block, other, n, type, VolumeFixture.entry(place, other, n, type), guard);
                case 4 ->
                    f.volume.disown(
                            block, word(block, place, 0), word(block, place, 1), VolumeFixture.empty(place), guard);
                case 5 -> move(block, place, cachedOr(other), guard);
                case 6 -> insert(other, guard(other));
                case 7 -> fetch(other);
                default -> f.volume.flush(cachedOr(block), guard);
            };
        }

        private Result<?> move(int from, int place, int to, Capability guard) {
            int first = word(from, place, 0);
            int n = word(from, place, 1);
            return f.volume.move(
                    new ExokernelVolume.Move(
                            from,
                            to,
                            first,
                            n,
                            VolumeFixture.empty(place),
                            VolumeFixture.entry(3 + random.nextInt(3), first, n, word(from, place, 2))),
                    guard);
        }

        /** A word of a table that is in a frame. */
        private int word(int block, int place, int word) {
            int frame = f.volume.cached().stream()
                    .filter(cached -> cached.block() == block)
                    .map(CachedBlock::frame)
                    .findFirst()
                    .orElse(0);
            return f.machine.memory().word((frame << 12) + place * VolumeFixture.ENTRY + word * 4);
        }

        private int block() {
            return B + random.nextInt(12);
        }

        /** Mostly the capability that opens a block. */
        private Capability guard(int block) {
            Node node = Objects.requireNonNull(f.kernel.volume()).forest().node(block);
            boolean ours = node == null || node.root().guard() == f.key.name();
            return ours != (random.nextInt(8) == 0) ? f.key : f.otherKey;
        }

        private int liveOr(int block) {
            for (int at = block; at < B + 12; at++) {
                if (!f.volume.block(at).isEmpty()
                        && f.volume.cached().stream().map(CachedBlock::block).noneMatch(Integer.valueOf(at)::equals)) {
                    return at;
                }
            }
            return block;
        }

        private int cachedOr(int block) {
            List<CachedBlock> cached = f.volume.cached();
            return cached.isEmpty()
                    ? block
                    : cached.get(random.nextInt(cached.size())).block();
        }

        private Result<?> fetch(int block) {
            if (random.nextBoolean()) {
                return f.volume.release(block);
            }
            return f.first.allocPages(1, f.key) instanceof Result.Ok<List<Integer>> frames
                    ? free(
                            f.volume.fetch(block, frames.value().getFirst(), f.key),
                            frames.value().getFirst())
                    : f.volume.revive(block);
        }

        private Result<?> insert(int block, Capability guard) {
            if (!(f.first.allocPages(1, f.key) instanceof Result.Ok<List<Integer>> frames)) {
                return f.volume.revive(block);
            }
            int frame = frames.value().getFirst();
            byte filling = guard.equals(f.key) ? VolumeScenario.OURS : VolumeScenario.THEIRS;
            f.machine.memory().write((frame << 12) + 512, VolumeScenario.filled(filling), 0, Disk.BLOCK_BYTES - 512);
            return free(f.volume.insert(block, frame, f.key, guard), frame);
        }

        /** A frame that was not lent is given back. */
        private Result<?> free(Result<?> result, int frame) {
            if (!result.ok()) {
                f.first.dealloc(frame, f.key);
            }
            return result;
        }
    }

    @Test
    void whateverHappensBeforeTheFailureEachBlockHasOneOwnerAndNoSecretIsTold() {
        int[] done = new int[10];
        for (int seed = 0; seed < RUNS; seed++) {
            int number = seed;
            long moment = new SplittableRandom(seed).nextLong(15_000, 120_000);
            VolumeAftermath aftermath =
                    new VolumeAftermath(moment, new TreeMap<>(), f -> new Chaos(f, number, done).run());
            aftermath.check(aftermath.boot(), "run " + seed + ", failure at cycle " + moment);
        }
        assertThat(done).as("of each kind, so many were carried out").doesNotContain(0);
    }
}
