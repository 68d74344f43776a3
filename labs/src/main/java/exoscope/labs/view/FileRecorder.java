package exoscope.labs.view;

import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records a run of any length to a file, on a thread of its own: the machine only hands its events over, some thousand at
 * a time, and waits when the writing falls far behind. The file is the one that a {@link Recorder} on the machine's thread
 * would write, byte for byte.
 */
public final class FileRecorder implements TraceSink, Closeable {
    private static final int BATCH = 4096;
    private static final int BATCHES = 8;

    private final Recorder recorder;
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES + 1);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final Thread writer;
    private Batch filling = new Batch();
    private boolean closed;
    /** Whether the machine's thread has heard of the failure. */
    private boolean thrown;
    /** What ended the writing; batches that come after it are thrown away. */
    private volatile @Nullable Throwable failure;

    /** Consecutive events in parts; one that is not full is the last. */
    private static final class Batch {
        private final long[] cycles = new long[BATCH];
        private final int[] envs = new int[BATCH];
        private final @Nullable TraceEvent[] events = new TraceEvent[BATCH];
        private long first;
        private int count;
    }

    /**
     * Begins a file; an old one of that name is overwritten.
     *
     * @param metadata whatever describes the run
     * @throws IOException if the file cannot be written
     */
    public FileRecorder(Path file, Map<String, String> metadata) throws IOException {
        this(Recorder.to(file, metadata));
    }

    FileRecorder(Recorder recorder) {
        this.recorder = recorder;
        for (int i = 1; i < BATCHES; i++) {
            empty.add(new Batch());
        }
        writer = Thread.ofPlatform().name("recorder").daemon().start(this::write);
    }

    @Override
    public void accept(TraceEntry entry) {
        accept(entry.seq(), entry.cycle(), entry.env(), entry.event());
    }

    /** @throws RuntimeException if what came earlier could not be written: the same as a {@link Recorder} throws */
    @Override
    public void accept(long seq, long cycle, int env, TraceEvent event) {
        if (filling.count == BATCH) {
            handOver();
        }
        Batch batch = filling;
        int at = batch.count;
        if (at == 0) {
            batch.first = seq;
        }
        batch.cycles[at] = cycle;
        batch.envs[at] = env;
        batch.events[at] = event;
        batch.count = at + 1;
    }

    private void handOver() {
        throwFailure();
        try {
            full.put(filling);
            filling = empty.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the recording was written", e);
        }
    }

    private void throwFailure() {
        Throwable failed = failure;
        if (failed != null && !thrown) {
            thrown = true;
            if (failed instanceof Error error) {
                throw error;
            }
            throw failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
        }
        if (failed != null && !closed) {
            throw new IllegalStateException("the recording has failed before", failed);
        }
    }

    /** Ends the recording once everything is written. The file is complete then, unless something is thrown. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            boolean last = filling.count < BATCH;
            full.put(filling);
            if (!last) {
                full.put(new Batch());
            }
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the recording was written", e);
        }
        recorder.close();
        throwFailure();
    }

    /** What the thread does: takes batches until one comes that is not full, since the machine waits for that. */
    private void write() {
        boolean more = true;
        while (more) {
            try {
                Batch batch = full.take();
                more = batch.count == BATCH;
                write(batch);
                batch.count = 0;
                empty.offer(batch);
            } catch (InterruptedException e) {
                failure = new IllegalStateException("interrupted while the recording was written", e);
            }
        }
    }

    private void write(Batch batch) {
        try {
            for (int i = 0; i < batch.count && failure == null; i++) {
                TraceEvent event = Objects.requireNonNull(batch.events[i]);
                recorder.accept(batch.first + i, batch.cycles[i], batch.envs[i], event);
            }
        } catch (Throwable e) { // an error too: the machine would wait for the thread that it ended
            failure = e;
        }
    }
}
