package exoscope.libos.metered;

import java.util.List;
import java.util.Optional;

/**
 * What became of a submission's sources.
 *
 * @param code the code, ready to be loaded; empty when a problem stops the submission
 * @param problems what the compiler and the verifier had to say, for the editor and the report
 * @param refusals what the verifier refused, in detail; each is among the problems too
 */
public record GuestBuild(Optional<GuestCode> code, List<Problem> problems, List<Refusal> refusals) {}
