package exoscope.grading.soak;

/**
 * What a program did.
 *
 * @param printed its bytes, one a character
 * @param exit how it ended, as a shell sees it
 */
record Output(String printed, int exit) {}
