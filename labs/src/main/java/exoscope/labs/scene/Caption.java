package exoscope.labs.scene;

/**
 * A sentence that a lecturer would say, bound to an event.
 *
 * @param on the event that it is about, as {@link Cue} reads it
 * @param say the sentence
 * @param picture what the picture taken at this moment is called, or empty for none
 */
public record Caption(String on, String say, String picture) {}
