package exoscope.libos.metered;

import exoscope.kernel.Exokernel;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the host's JVM writes about objects and classes, without what differs from run to run: the addresses in the names of
 * lambdas, the identities of class loaders, the numbers of proxies.
 */
public final class HostTexts {
    // None of these tries a place of the text twice, so that each takes no longer than the text is long.
    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda/0x[0-9a-f]++");
    private static final Pattern PROXY = Pattern.compile("jdk\\.proxy\\d++\\.\\$Proxy\\d++");
    private static final Pattern ASIDE = Pattern.compile(" \\([^()]*+\\)");
    private static final String LOADER = " of loader '";

    private HostTexts() {}

    /** A message or a class's name as it is in every run. */
    public static String repeatable(String text) {
        String repeats = text;
        if (repeats.contains("$$Lambda/")) {
            repeats = LAMBDA.matcher(repeats).replaceAll(Matcher.quoteReplacement("$$Lambda"));
        }
        if (repeats.contains(".$Proxy")) { // the kernel calls are all that guest code meets of them
            repeats = PROXY.matcher(repeats).replaceAll(Matcher.quoteReplacement(Exokernel.class.getName()));
        }
        return repeats.contains(LOADER) ? ASIDE.matcher(repeats).replaceAll(HostTexts::unlessOfLoaders) : repeats;
    }

    private static String unlessOfLoaders(MatchResult aside) {
        return aside.group().contains(LOADER) ? "" : Matcher.quoteReplacement(aside.group());
    }
}
