package exoscope.kernel.filter;

import exoscope.kernel.KernelError;
import exoscope.kernel.Result;
import java.util.ArrayList;
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
 */
public final class FilterTable {
    /** Filters that may be installed at once. */
    public static final int MOST_FILTERS = 256;

    /** No filter wants the packet. */
    public static final int NO_FILTER = -1;

    /**
     * Cycles to classify a packet: a few to begin with, and for each atom a load, a mask, a comparison and a branch. Estimated;
     * for the paper's TCP/IP filters it comes to the 37 cycles that DPF took (1.5 us at 25 MHz, Table 7).
     */
    private static final int CYCLES_TO_BEGIN = 7;

    private static final int CYCLES_AN_ATOM = 5;

    private final NavigableMap<Integer, InstalledFilter> filters = new TreeMap<>();
    private List<InstalledFilter> ranked = List.of();
    private final Function<List<Filter>, Classifier> engine;
    private Classifier classifier;
    private int lastId;

    /** A table of filters that are compiled. */
    public FilterTable() {
        this(CompiledClassifier::of);
    }

    /** @param engine makes of the filters, best rank first, what looks at packets */
    public FilterTable(Function<List<Filter>, Classifier> engine) {
        this.engine = engine;
        classifier = engine.apply(List.of());
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
        if (filters.size() == MOST_FILTERS) {
            return new Result.Refused<>(KernelError.SHORT, MOST_FILTERS + " filters are installed");
        }
        Result<Integer> refusal = overlap(owner, demand);
        if (refusal != null) {
            return refusal;
        }
        lastId++;
        filters.put(lastId, new InstalledFilter(lastId, owner, filter));
        compile();
        return new Result.Ok<>(lastId);
    }

    private @Nullable Result<Integer> overlap(int owner, Demand demand) {
        for (InstalledFilter installed : filters.values()) {
            Demand other = new Demand(installed.filter());
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
                .filter(installed -> {
                    Demand other = new Demand(installed.filter());
                    return other.same(demand) || (installed.owner() != owner && demand.couldTakeFrom(other));
                })
                .toList();
    }

    /** Whether another environment's filter, once installed, would keep a wanted one out. */
    public static boolean inTheWay(Filter installed, Filter wanted) {
        if (installed.problem() != null) {
            return false; // it will not be installed
        }
        Demand demand = new Demand(wanted);
        Demand other = new Demand(installed);
        return !other.isContradictory() && (other.same(demand) || demand.couldTakeFrom(other));
    }

    /**
     * Removes a filter.
     *
     * @return NOT_OWNER if it is another's, BAD_ARGUMENT if there is none of that name
     */
    public Result<Boolean> remove(int owner, int id) {
        InstalledFilter filter = filters.get(id);
        if (filter == null) {
            return new Result.Refused<>(KernelError.BAD_ARGUMENT, "there is no filter " + id);
        }
        if (filter.owner() != owner) {
            return new Result.Refused<>(
                    KernelError.NOT_OWNER, "filter " + id + " belongs to environment " + filter.owner());
        }
        filters.remove(id);
        compile();
        return new Result.Ok<>(true);
    }

    /**
     * Removes all filters of an environment: it has ended, or they are taken from it.
     *
     * @return the names of those that are gone
     */
    public List<Integer> removeAll(int owner) {
        List<Integer> gone = filtersOf(owner);
        filters.keySet().removeAll(gone);
        if (!gone.isEmpty()) {
            compile();
        }
        return gone;
    }

    /** Names of an environment's filters, the oldest first. */
    public List<Integer> filtersOf(int owner) {
        return filters.values().stream()
                .filter(filter -> filter.owner() == owner)
                .map(InstalledFilter::id)
                .toList();
    }

    /** All filters, the oldest first: anybody may know who gets what. */
    public List<InstalledFilter> installed() {
        return new ArrayList<>(filters.values());
    }

    /** The filters in the order in which they get a packet that several match. */
    public List<Filter> ranked() {
        return ranked.stream().map(InstalledFilter::filter).toList();
    }

    private void compile() {
        ranked = filters.values().stream()
                .sorted(Comparator.comparingInt((InstalledFilter installed) -> -new Demand(installed.filter()).bits())
                        .thenComparingInt(InstalledFilter::id))
                .toList();
        classifier = engine.apply(ranked());
    }

    /**
     * Which filter gets a packet.
     *
     * @param packet its bytes, and perhaps more
     * @param length how many bytes it has
     * @return the filter's name, or {@link #NO_FILTER}
     */
    public int classify(byte[] packet, int length) {
        int rank = classifier.classify(packet, Math.min(length, packet.length));
        return rank == Classifier.NONE ? NO_FILTER : ranked.get(rank).id();
    }

    /** The environment that a filter belongs to; -1 if there is none of that name. */
    public int ownerOf(int id) {
        InstalledFilter filter = filters.get(id);
        return filter == null ? -1 : filter.owner();
    }

    /** Emulated cycles that finding a filter takes, or finding that there is none; the same whatever the host does. */
    public int cycles(int id) {
        InstalledFilter filter = filters.get(id);
        int atoms = filter == null ? 1 : filter.filter().atoms().size();
        return CYCLES_TO_BEGIN + CYCLES_AN_ATOM * atoms;
    }
}
