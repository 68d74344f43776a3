package exoscope.grading.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * How a worker is started, and how much of the computer it can reach. What works on this computer is found out by
 * starting one.
 */
public final class Sandbox {
    /** How well a worker is isolated. */
    public enum Level {
        /** In a box of bubblewrap. */
        BUBBLEWRAP("bubblewrap: no network, no files but the kit's, which are read-only, and no other process"),
        /** In a JVM of its own, and no more. */
        PROCESS("a JVM of its own with limits on time and memory, but no box around it");

        private final String sentence;

        Level(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** What the user asks for. */
    public enum Wish {
        /** The best that works. */
        AUTO,
        /** Bubblewrap or nothing. */
        REQUIRED,
        /** No box. */
        OFF
    }

    private static final int PATIENCE = 60;

    private final Level level;
    private final String remark;
    private final WorkerLimits limits;

    private Sandbox(Level level, String remark, WorkerLimits limits) {
        this.level = level;
        this.remark = remark;
        this.limits = limits;
    }

    /**
     * Starts a worker that does nothing, to see what works here.
     *
     * @throws WorkerException if what is wished for does not work, with the reason
     */
    public static Sandbox probe(Wish wish, WorkerLimits limits) {
        if (wish == Wish.OFF) {
            return started(new Sandbox(Level.PROCESS, "no box was wished for", limits));
        }
        try {
            return started(new Sandbox(Level.BUBBLEWRAP, "", limits));
        } catch (WorkerException e) {
            if (wish == Wish.REQUIRED) {
                throw new WorkerException("no box of bubblewrap could be made: " + e.reason());
            }
            return started(new Sandbox(Level.PROCESS, e.reason(), limits));
        }
    }

    private static Sandbox started(Sandbox sandbox) {
        // Being slow to start says nothing about what works.
        int patience = Math.max(PATIENCE, sandbox.limits.seconds());
        WorkerLimits patient = new WorkerLimits(patience, sandbox.limits.heapMegabytes());
        Worker.start(new Sandbox(sandbox.level, sandbox.remark, patient)).close();
        return sandbox;
    }

    public Level level() {
        return level;
    }

    /** Why it is not a better level, or empty. */
    public String remark() {
        return remark;
    }

    public WorkerLimits limits() {
        return limits;
    }

    /** The whole command line of a worker. */
    List<String> command() {
        List<String> command = new ArrayList<>(ResourceLimits.prefix(limits));
        if (level == Level.BUBBLEWRAP) {
            command.addAll(Bubblewrap.prefix(WorkerJvm.readable()));
        }
        command.addAll(WorkerJvm.command(limits));
        return command;
    }
}
