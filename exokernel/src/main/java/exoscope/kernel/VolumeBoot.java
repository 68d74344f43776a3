package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.CatalogueFormat;
import exoscope.kernel.xn.Forest;
import exoscope.kernel.xn.Journal;
import exoscope.kernel.xn.Node;
import exoscope.kernel.xn.OwnsFunction.Answer;
import exoscope.kernel.xn.Root;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out at boot who owns which block: from the catalogue, and from there by asking each metadata block's function, as
 * after a power failure there is nothing else to ask. What no root reaches is wiped and then free.
 */
final class VolumeBoot {
    private final Kernel kernel;
    private final BootDisk disk;
    private final Deque<Node> open = new ArrayDeque<>();
    /** Whether every block that a root reaches could be found. */
    private boolean sure = true;

    private int damaged;

    VolumeBoot(Kernel kernel) {
        this.kernel = kernel;
        disk = new BootDisk(kernel);
    }

    /** The volume on the machine's disk; a new one if there has never been any. */
    Volume boot() {
        int blocks = kernel.machine().disk().blocks();
        if (blocks <= Catalogue.AREA) {
            throw new IllegalArgumentException("a disk of " + blocks + " blocks: a volume needs more than "
                    + Catalogue.AREA + " for its catalogue");
        }
        Catalogue catalogue = begin(newest());
        Volume volume = new Volume(kernel, catalogue);
        Optional<Journal> journal = disk.read(Catalogue.JOURNAL, Journal.BLOCKS).flatMap(Journal::decode);
        catalogue.roots().forEach(root -> plant(volume, root));
        while (!open.isEmpty()) {
            follow(volume, open.remove(), journal, catalogue.lost());
        }
        volume.forest().catalogueWritten(catalogue.roots());
        divide(volume);
        kernel.tracer()
                .emit(new KernelEvent.VolumeBooted(
                        catalogue.epoch(),
                        catalogue.roots().size(),
                        volume.forest().nodes().size(),
                        damaged));
        return volume;
    }

    private Catalogue newest() {
        Optional<byte[]> first = disk.read(0, Catalogue.COPY_BLOCKS);
        Optional<byte[]> second = disk.read(Catalogue.SECOND_COPY, Catalogue.COPY_BLOCKS);
        Optional<Catalogue> a = first.flatMap(CatalogueFormat::decode);
        Optional<Catalogue> b = second.flatMap(CatalogueFormat::decode);
        if (a.isPresent() && b.isPresent()) {
            return a.get().generation() > b.get().generation() ? a.get() : b.get();
        }
        if (a.isEmpty() && b.isEmpty()) {
            boolean used = first.map(CatalogueFormat::marked).orElse(true)
                    && second.map(CatalogueFormat::marked).orElse(true);
            if (used) {
                throw new IllegalStateException("both copies of the disk's catalogue are damaged: nothing says who owns"
                        + " what, and a new catalogue would give everything away");
            }
            return new Catalogue(0, 0, kernel.config().seed(), 1, List.of(), List.of(), List.of());
        }
        return a.or(() -> b).orElseThrow();
    }

    /** Begins an epoch: no name of a capability is given again, even if the power fails before anything else is written. */
    private Catalogue begin(Catalogue old) {
        Catalogue next = new Catalogue(
                old.generation() + 1,
                old.epoch() + 1,
                old.seed(),
                old.nextRoot(),
                old.roots(),
                old.templates(),
                old.lost());
        if (!disk.write(
                Catalogue.copyOf(next.generation()),
                CatalogueFormat.encode(next).orElseThrow())) {
            throw new IllegalStateException("the disk's catalogue cannot be written");
        }
        return next;
    }

    private void plant(Volume volume, Root root) {
        volume.recovered(root);
        open.add(volume.forest().recover(root.block(), root.type(), root, Forest.CATALOGUE));
    }

    private void follow(Volume volume, Node node, Optional<Journal> journal, List<Integer> lost) {
        if (!node.metadata()) {
            return;
        }
        Optional<byte[]> contents = lost.contains(node.block()) ? Optional.empty() : contents(node, journal);
        if (contents.isEmpty() || !volume.isType(node.type())) {
            sure &= lost.contains(node.block());
            damage(node);
            return;
        }
        Answer answer = volume.ask(node.type(), contents.get());
        kernel.chargeCycles(Tracer.NO_ENV, answer.cycles());
        if (answer.problem() != null) {
            sure = false;
            damage(node);
            return;
        }
        volume.forest().recover(node, claims(volume, node, answer.owned()));
    }

    /** What is in a block's place, or in the journal on the way there. */
    private Optional<byte[]> contents(Node node, Optional<Journal> journal) {
        int block = node.block();
        if (journal.isPresent()
                && journal.get().block() == block
                && journal.get().root() == node.root().id()) {
            byte[] bytes = journal.get().contents().bytes();
            if (!disk.write(block, bytes)) {
                return Optional.empty();
            }
            return Optional.of(bytes);
        }
        return disk.read(block, 1);
    }

    /** What a block says it owns, without what it may not. */
    private SortedMap<Integer, Integer> claims(Volume volume, Node node, SortedMap<Integer, Integer> said) {
        SortedMap<Integer, Integer> claims = new TreeMap<>();
        for (Map.Entry<Integer, Integer> each : said.entrySet()) {
            int block = each.getKey();
            int type = each.getValue();
            Node known = volume.forest().node(block);
            boolean allowed = known == null
                    ? block >= Catalogue.AREA && volume.isType(type)
                    : known.root().id() == node.root().id() && known.type() == type;
            if (!allowed) {
                damage(node);
                continue;
            }
            claims.put(block, type);
            if (known == null) {
                open.add(volume.forest().recover(block, type, node.root(), node.block()));
            }
        }
        return Collections.unmodifiableSortedMap(claims);
    }

    private void damage(Node node) {
        if (!node.damaged()) {
            damaged++;
            node.setDamaged();
        }
    }

    /** Gives every block its owner. If some could not be found, none is given away in this boot. */
    private void divide(Volume volume) {
        kernel.blocks().pass(0, Catalogue.AREA, FrameTable.FREE, BlockTable.KERNEL);
        int blocks = kernel.machine().disk().blocks();
        for (int block = Catalogue.AREA; block < blocks; block++) {
            boolean owned = volume.forest().node(block) != null;
            kernel.blocks().pass(block, 1, FrameTable.FREE, owned ? BlockTable.CATALOGUED : BlockTable.KERNEL);
        }
        for (int block = Catalogue.AREA; sure && block < blocks; block++) {
            if (volume.forest().node(block) == null) {
                volume.wiper().add(block);
            }
        }
    }
}
