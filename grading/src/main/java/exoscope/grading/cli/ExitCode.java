package exoscope.grading.cli;

/** What commands tell the shell. {@code docs/cli.md} has the list for people. */
final class ExitCode {
    /** The command did what it is for. */
    static final int OK = 0;
    /** It did, and what it judged is not right. */
    static final int NOT_PASSED = 1;
    /** The command line, or something that it names, is not as it must be. */
    static final int USAGE = 2;
    /** The submission does not compile. */
    static final int DOES_NOT_COMPILE = 65;
    /** The computer or Exoscope itself was in the way. */
    static final int INFRASTRUCTURE = 70;

    private ExitCode() {}
}
