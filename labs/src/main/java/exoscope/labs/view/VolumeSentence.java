package exoscope.labs.view;

import exoscope.kernel.KernelEvent;

/** Sentences about the file systems that share a disk. */
final class VolumeSentence {
    private VolumeSentence() {}

    static String of(KernelEvent event, String who) {
        return switch (event) {
            case KernelEvent.VolumeBooted booted ->
                "Boot %d of this disk finds %d roots that reach %d blocks%s"
                        .formatted(
                                booted.epoch(),
                                booted.roots(),
                                booted.blocks(),
                                booted.damaged() == 0 ? "" : ", %d of them damaged".formatted(booted.damaged()));
            case KernelEvent.CatalogueWritten written ->
                written.ok()
                        ? "The disk has catalogue %d".formatted(written.generation())
                        : "Catalogue %d cannot be written".formatted(written.generation());
            case KernelEvent.TemplateAdded added ->
                "%s adds type %d of metadata, whose function has %d instructions"
                        .formatted(who, added.type(), added.instructions());
            case KernelEvent.RootCreated created ->
                "%s makes block %d root %d%s"
                        .formatted(
                                who,
                                created.block(),
                                created.root(),
                                created.temporary() ? ", for as long as it lives" : "");
            case KernelEvent.RootDeleted deleted -> "Root %d is no more".formatted(deleted.root());
            case KernelEvent.BlocksOwned owned ->
                "%s makes block %d own %s".formatted(who, owned.parent(), blocks(owned.first(), owned.n()));
            case KernelEvent.BlocksDisowned disowned ->
                "%s makes block %d give up %s"
                        .formatted(who, disowned.parent(), blocks(disowned.first(), disowned.n()));
            case KernelEvent.BlocksMoved moved ->
                "%s moves %s from block %d to block %d"
                        .formatted(who, blocks(moved.first(), moved.n()), moved.from(), moved.to());
            case KernelEvent.BlockCached cached ->
                "%s lends frame %d for block %d".formatted(who, cached.frame(), cached.block());
            case KernelEvent.BlockUncached uncached ->
                "Frame %d is free, block %d still in it".formatted(uncached.frame(), uncached.block());
            case KernelEvent.BlockWritten written ->
                "Block %d %s".formatted(written.block(), written.ok() ? "is on the disk" : "cannot be written");
            default -> event.toString();
        };
    }

    private static String blocks(int first, int n) {
        return n == 1 ? "block " + first : "blocks %d to %d".formatted(first, first + n - 1);
    }
}
