package exoscope.kernel.filter;

import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The filters of all environments. Of the filters that match a packet, the one that compares the most bits gets it, and of
 * those the oldest. A filter is refused if it might get a packet that an installed filter of another environment would have got:
 * so installing one never takes anything away from anybody else. Two that demand the same are never installed together.
 *
 * <p>So that nobody keeps all others out with a few that fit everything, a filter has to compare {@link #FEWEST_BITS} bits that
 * are at the same places in every packet: an EtherType, for instance.
 */
public final class FilterTable {
    /** Filters that may be installed at once. */
    public static final int MOST_FILTERS = 256;

    /** Bits before its first shift that a filter compares at least. */
    public static final int FEWEST_BITS = 16;

    /** No filter wants the packet. */
    public static final int NO_FILTER = -1;

    /**
     * Cycles to classify a packet: a few to begin with, and for each atom a load, a mask, a comparison and a branch. Estimated;
     * for the paper's TCP/IP filters it comes to the 37 cycles that DPF took (1.5 us at 25 MHz, Table 7).
     */
    private static final int CYCLES_TO_BEGIN = 7;

    private static final int CYCLES_AN_ATOM = 5;

    private final NavigableMap<Integer, Entry> filters = new TreeMap<>();
    private final Function<List<Filter>, Classifier> engine;
    private @Nullable Compiled compiled;
    private int lastId;

    /** A filter, and what it demands. */
    private record Entry(InstalledFilter installed, Demand demand) {}

    /** What looks at packets, and the filters by the ranks that it gives. */
    private record Compiled(List<InstalledFilter> ranked, Classifier classifier) {}

    /** A table of filters that are compiled. */
    public FilterTable() {
        this(CompiledClassifier::of);
    }

    /** @param engine makes of the filters, best rank first, what looks at packets */
    public FilterTable(Function<List<Filter>, Classifier> engine) {
        this.engine = engine;
    }

    /**
     * Installs a filter.
     *
     * @param owner the environment that is to get the packets
     * @return its name; or BAD_ARGUMENT for one that makes no sense, IN_USE for one that another demands too, NOT_OWNER for one
     *     that could take packets from somebody else, SHORT if there are too many
     */
    public Result<Integer> install(int owner, Filter filter) {
        String problem = filter.problem();
        if (problem != null) {
            return new Result.Refused<>(KernelError.BAD_ARGUMENT, problem);
        }
        Demand demand = new Demand(filter);
        if (demand.isContradictory()) {
            return new Result.Refused<>(
                    KernelError.BAD_ARGUMENT, "demands two values of one bit, so that nothing matches");
        }
        if (demand.fixedBits() < FEWEST_BITS) {
            return new Result.Refused<>(
                    KernelError.BAD_ARGUMENT,
                    "compares %d bits that do not lie behind a shift: must be at least %d"
                            .formatted(demand.fixedBits(), FEWEST_BITS));
        }
        if (filters.size() == MOST_FILTERS) {
            return new Result.Refused<>(KernelError.SHORT, MOST_FILTERS + " filters are installed");
        }
        Result<Integer> refusal = overlap(owner, demand);
        if (refusal != null) {
            return refusal;
        }
        lastId++;
        filters.put(lastId, new Entry(new InstalledFilter(lastId, owner, filter), demand));
        compiled = null;
        return new Result.Ok<>(lastId);
    }

    private @Nullable Result<Integer> overlap(int owner, Demand demand) {
        for (Entry entry : filters.values()) {
            InstalledFilter installed = entry.installed;
            Demand other = entry.demand;
            if (other.same(demand)) {
                return new Result.Refused<>(
                        KernelError.IN_USE, "filter " + installed.id() + " demands exactly the same");
            }
            if (installed.owner() != owner && demand.couldTakeFrom(other)) {
                return new Result.Refused<>(
                        KernelError.NOT_OWNER,
                        "could take packets from filter %d of environment %d, which compares %d bits and not %d"
                                .formatted(installed.id(), installed.owner(), other.bits(), demand.bits()));
            }
        }
        return null;
    }

    /** Installed filters because of which an environment's would be refused, the oldest first; it makes sense by itself. */
    public List<InstalledFilter> inTheWayOf(int owner, Filter filter) {
        Demand demand = new Demand(filter);
        return filters.values().stream()
                .filter(entry -> entry.demand.same(demand)
                        || (entry.installed.owner() != owner && demand.couldTakeFrom(entry.demand)))
                .map(Entry::installed)
                .toList();
    }

    /** Whether another environment's filter, once installed, would keep a wanted one out. */
    public static boolean inTheWay(Filter installed, Filter wanted) {
        if (installed.problem() != null) {
            return false; // it will not be installed
        }
        Demand demand = new Demand(wanted);
        Demand other = new Demand(installed);
        return !other.isContradictory()
                && other.fixedBits() >= FEWEST_BITS
                && (other.same(demand) || demand.couldTakeFrom(other));
    }

    /**
     * Removes a filter.
     *
     * @return NOT_OWNER if it is another's, BAD_ARGUMENT if there is none of that name
     */
    public Result<Boolean> remove(int owner, int id) {
        if (!filters.containsKey(id)) {
            return new Result.Refused<>(KernelError.BAD_ARGUMENT, "there is no filter " + id);
        }
        if (ownerOf(id) != owner) {
            return new Result.Refused<>(
                    KernelError.NOT_OWNER, "filter " + id + " belongs to environment " + ownerOf(id));
        }
        filters.remove(id);
        compiled = null;
        return new Result.Ok<>(true);
    }

    /** Names of an environment's filters, the oldest first. */
    public List<Integer> filtersOf(int owner) {
        return installed().stream()
                .filter(filter -> filter.owner() == owner)
                .map(InstalledFilter::id)
                .toList();
    }

    /** All filters, the oldest first: anybody may know who gets what. */
    public List<InstalledFilter> installed() {
        return filters.values().stream().map(Entry::installed).toList();
    }

    /** How many filters there are. */
    public int size() {
        return filters.size();
    }

    /** Filters are compiled when the next packet is there: several often come and go together. */
    private Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            List<InstalledFilter> ranked = filters.values().stream()
                    .sorted(Comparator.comparingInt((Entry entry) -> -entry.demand.bits())
                            .thenComparingInt(entry -> entry.installed.id()))
                    .map(Entry::installed)
                    .toList();
            known = new Compiled(
                    ranked,
                    engine.apply(ranked.stream().map(InstalledFilter::filter).toList()));
            compiled = known;
        }
        return known;
    }

    /**
     * Which filter gets a packet.
     *
     * @param packet its bytes, and perhaps more
     * @param length how many bytes it has
     * @return the filter's name, or {@link #NO_FILTER}
     */
    public int classify(byte[] packet, int length) {
        Compiled now = compiled();
        int rank = now.classifier.classify(packet, Math.min(length, packet.length));
        return rank == Classifier.NONE ? NO_FILTER : now.ranked.get(rank).id();
    }

    /** The environment that a filter belongs to; -1 if there is none of that name. */
    public int ownerOf(int id) {
        Entry entry = filters.get(id);
        return entry == null ? -1 : entry.installed.owner();
    }

    /** Emulated cycles that finding a filter takes, or finding that there is none; the same whatever the host does. */
    public int cycles(int id) {
        Entry entry = filters.get(id);
        int atoms = entry == null ? 1 : entry.installed.filter().atoms().size();
        return CYCLES_TO_BEGIN + CYCLES_AN_ATOM * atoms;
    }
}
