package exoscope.labs.engine;

import java.util.function.Function;

/** Where the runs of one submission come from. */
public interface RunSource {
    /** The run of a ticket. */
    LabRun run(Ticket ticket);

    /** How many runs it can make at the same time, each on a thread of its own. */
    int parallel();

    /** One that makes a run at a time. */
    static RunSource serial(Function<Ticket, LabRun> runs) {
        return parallel(1, runs);
    }

    /** One that makes several runs at a time. */
    static RunSource parallel(int atOnce, Function<Ticket, LabRun> runs) {
        return new RunSource() {
            @Override
            public LabRun run(Ticket ticket) {
                return runs.apply(ticket);
            }

            @Override
            public int parallel() {
                return atOnce;
            }
        };
    }
}
