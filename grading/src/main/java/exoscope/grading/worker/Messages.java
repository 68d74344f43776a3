package exoscope.grading.worker;

import exoscope.labs.engine.Pace;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What grader and worker say to each other. The worker begins with {@link Ready}; the grader asks once to build and
 * then, ticket by ticket, for runs. A ticket is sent as its text; the answer to it is followed by the bytes of the trace.
 */
final class Messages {
    private Messages() {}

    /** The worker is there. */
    record Ready(int protocol) {
        static final int PROTOCOL = 1;
    }

    /** Compile these sources for this lab. */
    record BuildRequest(String lab, List<SourceFile> sources) {}

    /** @param builds whether there is code that can run */
    record BuildAnswer(boolean builds, List<Problem> problems) {
        /** JSON from a stranger can have nulls anywhere, whatever the types say. */
        boolean makesSense() {
            return Objects.nonNull(problems) && problems.stream().allMatch(BuildAnswer::makesSense);
        }

        private static boolean makesSense(@Nullable Problem problem) {
            return problem != null
                    && Stream.of(problem.file(), problem.severity(), problem.message())
                            .allMatch(Objects::nonNull);
        }
    }

    /**
     * @param outcome how the run ended; empty if there was none
     * @param pace how far metered Java came
     * @param error why there was none, which is a bug of the kit; else empty
     */
    record RunAnswer(String outcome, String error, Pace pace) {}
}
