package exoscope.grading.faults;

/** These labs are explored only. */
final class NoChecks {
    private NoChecks() {}
}
