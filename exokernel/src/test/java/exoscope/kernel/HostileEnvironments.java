package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.network.Frame;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RegionSpec;
import exoscope.kernel.xn.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Four environments that call whatever there is, with what is theirs and what is not, on a kernel that has a network and a volume both. */
final class HostileEnvironments {
    static final int FRAMES = 56;
    static final int BUFFERS = 4;
    private static final int BLOCKS = 48;
    private static final int B = Catalogue.AREA;
    private static final Program HANDLER = NetworkFixture.program("r0 = 1\nexit", RegionSpec.array("a", 64, 1, true));
    private static final Program NEVER = NetworkFixture.program("r0 = 0\nexit", RegionSpec.array("a", 64, 1, false));

    final Kernel kernel;
    private final Machine machine =
            new Machine(new MachineConfig(FRAMES, BLOCKS, new DiskTiming(0, 0, 0, 60)), TraceSink.NONE);
    private final SplittableRandom random;
    private final List<Exokernel> calls = new ArrayList<>();
    private final List<Capability> keys = new ArrayList<>();

    HostileEnvironments(long seed) {
        random = new SplittableRandom(seed);
        kernel = new Kernel(
                machine,
                new KernelConfig(seed, 3_000, 12)
                        .withNetwork(BUFFERS)
                        .withVolume()
                        .withEngine(seed % 2 == 0 ? Engine.TRANSLATOR : Engine.INTERPRETER));
        machine.network().attach((frame, now) -> now + 300);
        for (int i = 0; i < 4; i++) {
            create();
        }
        calls.getFirst().volume().addTemplate(VolumeFixture.OWNS).get();
        pass(10_000);
    }

    private void create() {
        int env = kernel.createEnvironment("hostile", random.nextInt(4));
        calls.add(kernel.callsOf(env));
        keys.add(calls.getLast().newCapability());
    }

    void pass(long cycles) {
        long end = machine.clock().now() + cycles;
        while (machine.events().nextCycle() <= end) {
            kernel.idleUntil(
                    Math.max(machine.events().nextCycle(), machine.clock().now()));
            machine.events().runDue(machine.clock().now());
        }
        kernel.idleUntil(Math.max(end, machine.clock().now()));
    }

    void endAll() {
        for (int env = 1; env <= calls.size(); env++) {
            if (kernel.lives(env)) {
                kernel.destroyEnvironment(env, 0, "over");
            }
        }
    }

    /** One thing that one of them does, or that happens. */
    void step() {
        int env = 1 + random.nextInt(calls.size());
        int kind = random.nextInt(60);
        if (kind < 16) {
            useMemory(env, kind);
        } else if (kind < 26) {
            useProcessorAndResources(env, kind - 16);
        } else if (kind < 38) {
            useDevices(env, kind - 26);
        } else if (kind < 52) {
            useVolume(env, kind - 38);
        } else {
            happen(env, kind - 52);
        }
    }

    private void useMemory(int env, int kind) {
        Exokernel c = calls.get(env - 1);
        int frame = frame(env);
        Capability key = key(frame);
        boolean writable = random.nextBoolean();
        switch (kind) {
            case 0, 1, 2 -> c.allocPages(1 + random.nextInt(5), keys.get(env - 1));
            case 3 -> c.allocFrame(frame, keys.get(env - 1));
            case 4 -> c.allocColour(1, random.nextInt(4), keys.get(env - 1));
            case 5 -> c.dealloc(frame, key);
            case 6 -> c.changeGuard(frame, key, any(keys));
            case 7, 8 -> c.tlbWrite(page(), frame, writable, key);
            case 9 -> c.guarantee(page(), frame, writable, key);
            case 10 -> c.endGuarantee(page());
            case 11 -> c.tlbDelete(page());
            case 12 -> c.protCtrl(frame, random.nextInt(4), key);
            case 13 -> c.tlbWriteRange(page(), List.of(frame), writable, key);
            case 14 -> c.protRange(page(), 1, random.nextInt(4));
            default -> storeEverywhere(env);
        }
    }

    /** As user code would do, through whatever is mapped. */
    private void storeEverywhere(int env) {
        for (int page : List.of(page(), page(), page())) {
            long physical = kernel.translate(env, (page << 12) + 4 * random.nextInt(6), true);
            if (physical >= 0) {
                machine.memory().setWord((int) physical, random.nextInt(-1, 30));
            }
        }
    }

    private void useProcessorAndResources(int env, int kind) {
        Exokernel c = calls.get(env - 1);
        int frame = frame(env);
        switch (kind) {
            case 0 -> c.allocSlice(random.nextInt(12));
            case 1 -> c.deallocSlice(random.nextInt(12));
            case 2 -> c.scall(1 + random.nextInt(calls.size()), Message.EMPTY);
            case 3 -> c.acall(1 + random.nextInt(calls.size()), Message.EMPTY);
            case 4 -> c.interruptsOff(random.nextBoolean());
            case 5 -> c.bindHandler(random.nextInt(14), 0x400000, frame, 4 * random.nextInt(20), key(frame));
            case 6 -> c.bindInterruptWords(frame, 8 * random.nextInt(20), key(frame));
            case 7 -> c.acknowledge(pending(env));
            case 8 -> c.preloadRepossession(resource(env), block(env));
            default -> c.takeRepossessions();
        }
    }

    private void useDevices(int env, int kind) {
        Exokernel c = calls.get(env - 1);
        int frame = frame(env);
        Capability key = key(frame);
        int block = block(env);
        switch (kind) {
            case 0 -> c.allocExtent(1 + random.nextInt(2));
            case 1 -> c.allocExtentAt(block, 1 + random.nextInt(2));
            case 2 -> c.deallocExtent(block, 1 + random.nextInt(2));
            case 3 -> c.writeBlock(block, frame, key);
            case 4 -> c.readBlock(block, frame, key);
            case 5 ->
                c.disk()
                        .transferBlocks(
                                List.of(
                                        new BlockRun(block, List.of(frame)),
                                        new BlockRun(block(env), List.of(frame(env)))),
                                random.nextBoolean(),
                                key);
            case 6, 7 -> c.bindFilter(NetworkFixture.filter(random.nextInt(4)), frame, List.of(frame(env)), key);
            case 8 -> c.releaseFilter(filter(env));
            case 9 -> c.attachHandler(filter(env), HANDLER, List.of(frame), 500, key);
            case 10 -> c.sendPacket(List.of(new Exokernel.Piece(frame, 0, 60)), key);
            default -> c.waitUntil(NEVER, List.of(frame), key);
        }
    }

    private void useVolume(int env, int kind) {
        ExokernelVolume v = calls.get(env - 1).volume();
        int frame = frame(env);
        int block = block(env);
        int cached = cachedBlock();
        int place = random.nextInt(3);
        int n = 1 + random.nextInt(2);
        int type = random.nextBoolean() ? TABLE : DATA;
        Capability root = rootKey(cached);
        switch (kind) {
            case 0 -> v.createRoot(block, type, random.nextBoolean(), keys.get(env - 1));
            case 1 -> v.deleteRoot(random.nextInt(8), root);
            case 2, 3 -> v.fetch(block, frame, key(frame));
            case 4 -> v.revive(cached);
            case 5 -> v.insert(block, frame, key(frame), rootKey(block));
            case 6 -> v.release(cached);
            case 7, 8 -> v.flush(cached, root);
            case 9, 10, 11 -> v.own(cached, block, n, type, VolumeFixture.entry(place, block, n, type), root);
            case 12 ->
                v.disown(cached, word(cached, place, 0), word(cached, place, 1), VolumeFixture.empty(place), root);
            default -> {
                int first = word(cached, place, 0);
                int count = word(cached, place, 1);
                v.move(
                        new ExokernelVolume.Move(
                                cached,
                                cachedBlock(),
                                first,
                                count,
                                VolumeFixture.empty(place),
                                VolumeFixture.entry(3 + place, first, count, word(cached, place, 2))),
                        root);
            }
        }
    }

    private void happen(int env, int kind) {
        switch (kind) {
            case 0 -> kernel.revoke(resource(env));
            case 1, 2 -> kernel.nextUpcall(env);
            case 3 ->
                machine.network()
                        .arrive(
                                Frame.of(NetworkFixture.packet(random.nextInt(4), 1)),
                                machine.clock().now());
            case 4, 5 -> pass(random.nextInt(200));
            case 6 -> pass(random.nextInt(3_000));
            default -> {
                if (random.nextInt(6) == 0 && kernel.lives(env)) {
                    kernel.destroyEnvironment(env, 0, "over");
                    create();
                }
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private int frame(int env) {
        List<Integer> own = kernel.framesOf(env);
        List<ExokernelVolume.CachedBlock> lent = calls.getFirst().volume().cached();
        int kind = random.nextInt(12);
        if (kind == 0) {
            return random.nextInt(-2, FRAMES + 2);
        }
        if (kind < 3 && !lent.isEmpty()) {
            return any(lent).frame();
        }
        return own.isEmpty() ? random.nextInt(FRAMES) : any(own);
    }

    /** Mostly the key that opens a frame. */
    private Capability key(int frame) {
        return kernel.frames().exists(frame) ? key(kernel.frames().guard(frame)) : any(keys);
    }

    /** Mostly the key of the root that reaches a block. */
    private Capability rootKey(int block) {
        var node = Objects.requireNonNull(kernel.volume()).forest().node(block);
        return node == null ? any(keys) : key(node.root().guard());
    }

    private Capability key(long guard) {
        return random.nextInt(16) == 0
                ? any(keys)
                : keys.stream().filter(key -> key.name() == guard).findFirst().orElseGet(() -> any(keys));
    }

    private int block(int env) {
        for (int i = 0; i < 20 && random.nextInt(30) > 0; i++) {
            int block = random.nextInt(BLOCKS);
            if (kernel.blocks().ownerOf(block) == env) {
                return block;
            }
        }
        return random.nextInt(4) == 0 ? random.nextInt(-1, BLOCKS + 1) : B + random.nextInt(12);
    }

    private int cachedBlock() {
        var cached = calls.getFirst().volume().cached();
        return cached.isEmpty() || random.nextInt(5) == 0
                ? B + random.nextInt(12)
                : any(cached).block();
    }

    private Resource resource(int env) {
        return switch (random.nextInt(4)) {
            case 0 -> new Resource.Frame(frame(env));
            case 1 -> new Resource.Slice(random.nextInt(12));
            case 2 -> new Resource.Extent(block(env), 1 + random.nextInt(3));
            default -> new Resource.Filter(filter(env));
        };
    }

    private Resource pending(int env) {
        List<Resource> all = kernel.revocations().pendingOf(env);
        return all.isEmpty() || random.nextInt(6) == 0 ? resource(env) : any(all);
    }

    private int filter(int env) {
        List<Integer> own = kernel.network().filters().filtersOf(env);
        return own.isEmpty() ? random.nextInt(5) : any(own);
    }

    private int page() {
        return random.nextInt(3) == 0
                ? GuaranteedMappings.FIRST_PAGE + random.nextInt(6)
                : random.nextInt(6) * Stlb.ENTRIES + random.nextInt(3);
    }

    /** A word of an entry of a table that is in a frame. */
    private int word(int block, int place, int word) {
        int frame = calls.getFirst().volume().cached().stream()
                .filter(cached -> cached.block() == block)
                .map(ExokernelVolume.CachedBlock::frame)
                .findFirst()
                .orElse(0);
        return machine.memory().word((frame << 12) + place * VolumeFixture.ENTRY + word * 4);
    }
}
