package exoscope.grading.report;

import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.view.EnvView;
import exoscope.labs.view.PanicReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run in outline.
 *
 * @param schema {@link #SCHEMA}
 * @param lab the lab's name
 * @param ticket what repeats it
 * @param code fingerprint of the files that ran; not the ticket's if that was made with others
 * @param outcome finished, budget, deadlock, power_off or invariant
 * @param cycles how long it was
 * @param events how many events its trace has
 * @param environments by number
 * @param panic how the student's libOS panicked, or null
 * @param timeline what is worth telling of the events, in their order
 */
public record RunReport(
        String schema,
        String lab,
        String ticket,
        String code,
        String outcome,
        long cycles,
        long events,
        List<Env> environments,
        @Nullable PanicReport panic,
        List<Moment> timeline) {
    /** Which fields there are. */
    public static final String SCHEMA = "exoscope/run/v1";

    /**
     * An environment at the end.
     *
     * @param name what it is called
     * @param ending how it ended; empty if it lives
     * @param frames it owns
     * @param charged cycles it spent
     * @param misses TLB misses that it answered
     * @param refusals calls that the kernel refused
     * @param account what it used in its life; null if it lives
     */
    public record Env(
            String name,
            String ending,
            int frames,
            long charged,
            long misses,
            long refusals,
            KernelEvent.@Nullable AccountClosed account) {
        static Env of(EnvView env) {
            return new Env(
                    env.name(),
                    env.ending(),
                    env.frames(),
                    env.charged(),
                    env.misses(),
                    env.refusals(),
                    env.account().equals(KernelEvent.AccountClosed.NOT_YET) ? null : env.account());
        }
    }

    /**
     * Outlines a run.
     *
     * @param code fingerprint of the files
     */
    public static RunReport of(LabRun run, String code) {
        return new RunReport(
                SCHEMA,
                run.ticket().lab(),
                run.ticket().toString(),
                code,
                run.outcome().name().toLowerCase(Locale.ROOT),
                run.end().cycle(),
                run.end().events(),
                run.end().envs().stream().map(Env::of).toList(),
                Lab.find(run.ticket().lab()).panic(run).orElse(null),
                Moment.of(run));
    }
}
