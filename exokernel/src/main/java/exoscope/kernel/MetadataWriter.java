package exoscope.kernel;

import exoscope.hw.device.DiskResult;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.xn.Catalogue;
import exoscope.kernel.xn.Journal;
import exoscope.kernel.xn.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes metadata so that a power failure finds the old contents whole, or the new ones: to the journal, and then to its
 * place. One block at a time, so that the journal never holds anything older than what is in place.
 */
final class MetadataWriter {
    private record Job(Journal entry, Consumer<Boolean> then) {}

    private final Kernel kernel;
    private final Volume volume;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private boolean busy;
    /** Whether the journal holds the only whole contents of a block, and the disk does not know: nothing else may go there. */
    private boolean broken;

    MetadataWriter(Kernel kernel, Volume volume) {
        this.kernel = kernel;
        this.volume = volume;
    }

    /** Writes a block; {@code then} is told whether it is in its place. At once, if no metadata can be written any more. */
    void write(Node node, byte[] contents, Consumer<Boolean> then) {
        if (broken) {
            then.accept(false);
            return;
        }
        Journal entry = new Journal(node.root().id(), node.block(), new Journal.Contents(contents));
        waiting.add(new Job(entry, then));
        next();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Job job = waiting.remove();
        submit(Catalogue.JOURNAL, job.entry().encode(), ok -> {
            if (ok) {
                place(job);
            } else {
                end(job, false);
            }
        });
    }

    private void place(Job job) {
        int block = job.entry().block();
        submit(block, job.entry().contents().bytes(), ok -> {
            if (ok) {
                end(job, true);
            } else {
                // What is there now is neither old nor new; the journal may not be used before the disk knows of it.
                volume.lose(block, known -> {
                    broken = !known;
                    end(job, false);
                });
            }
        });
    }

    private void submit(int block, byte[] bytes, Consumer<Boolean> then) {
        kernel.charge(Tracer.NO_ENV, Cost.DISK_COMMAND, 1);
        kernel.transfers()
                .expect(
                        kernel.machine().disk().submit(block, bytes),
                        completion -> then.accept(completion.result() == DiskResult.DONE));
    }

    private void end(Job job, boolean ok) {
        busy = false;
        job.then().accept(ok);
        if (broken) {
            List<Job> others = List.copyOf(waiting);
            waiting.clear();
            others.forEach(each -> each.then().accept(false));
        }
        next();
    }
}
