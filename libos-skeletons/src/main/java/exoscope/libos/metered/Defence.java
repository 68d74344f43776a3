package exoscope.libos.metered;

/**
 * What keeps guest code in its place, by name, so that a test can switch one off and show that an attack then works.
 * Nothing outside this package can.
 */
enum Defence {
    /** What is not on the allow-list is refused, and not found when it is named all the same. */
    ALLOW_LIST,
    /** No handler of the guest's sees the end of its environment. */
    LANDINGS,
    /** What the JDK's library would do with the elements of collections is done in metered code. */
    LIBRARY
}
