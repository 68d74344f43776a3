package exoscope.libos.metered;

/** What the allow-list says about the use of a member. */
sealed interface Ruling {

    /** The member may be used. */
    record Permitted(CallCost cost) implements Ruling {}

    /**
     * The member may not be used.
     *
     * @param reason why, as a clause that continues "because"
     * @param advice what to use instead, as a clause
     */
    record Refused(String reason, String advice) implements Ruling {
        /** For what nobody has put on the list. */
        static final Refused UNLISTED = new Refused(
                "it is not on the list of library members whose cost and result are the same in every run",
                "use a listed member (handout, \"Java in a libOS\") or write the few lines yourself");
    }
}
