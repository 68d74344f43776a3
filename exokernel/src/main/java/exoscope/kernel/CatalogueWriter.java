package exoscope.kernel;

import exoscope.hw.device.DiskResult;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.CatalogueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the catalogue whenever it has changed, to the older of its two copies, one write at a time. */
final class CatalogueWriter {
    private final Kernel kernel;
    private final Volume volume;
    /** Told whether the catalogue that they changed is on the disk. */
    private List<Consumer<Boolean>> waiting = new ArrayList<>();

    private long generation;
    private boolean busy;
    private boolean broken;

    /** @param generation the last one that is on the disk */
    CatalogueWriter(Kernel kernel, Volume volume, long generation) {
        this.kernel = kernel;
        this.volume = volume;
        this.generation = generation;
    }

    /** Whether a copy could not be written: the catalogue cannot change any more in this boot. */
    boolean broken() {
        return broken;
    }

    /** The catalogue has changed; {@code then} is told at once if it cannot be written any more. */
    void changed(Consumer<Boolean> then) {
        if (broken) {
            then.accept(false);
            return;
        }
        waiting.add(then);
        next();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        Catalogue catalogue = volume.catalogue(generation + 1);
        List<Consumer<Boolean>> told = waiting;
        waiting = new ArrayList<>();
        busy = true;
        volume.forest().catalogueBegun(catalogue.roots());
        kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 1);
        int request = kernel.machine()
                .disk()
                .submit(
                        Catalogue.copyOf(generation + 1),
                        CatalogueFormat.encode(catalogue).orElseThrow());
        kernel.transfers()
                .expect(request, completion -> ended(catalogue, completion.result() == DiskResult.DONE, told));
    }

    private void ended(Catalogue catalogue, boolean ok, List<Consumer<Boolean>> told) {
        kernel.tracer().emit(new KernelEvent.CatalogueWritten(catalogue.generation(), ok));
        if (ok) {
            generation = catalogue.generation();
            volume.forest().catalogueWritten(catalogue.roots());
        } else {
            broken = true; // the other copy is the only whole one, and stays so
        }
        busy = broken;
        told.forEach(each -> each.accept(ok));
        if (broken) {
            List<Consumer<Boolean>> others = waiting;
            waiting = new ArrayList<>();
            others.forEach(each -> each.accept(false));
        }
        next();
    }
}
