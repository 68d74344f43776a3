package exoscope.labs.engine;

import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads a ticket's text, and says in a sentence what is wrong with one that somebody mistyped. */
final class TicketText {
    /** Things that a plan can hold: far more than a failure takes, and few enough for a run to look at each. */
    private static final int MOST_THINGS = 200;

    private static final Pattern SETTING = Pattern.compile("(seed|code|order|deadline)=(.*)");
    private static final Pattern SEED = Pattern.compile("\\d{1,18}");
    private static final Pattern CODE = Pattern.compile("[0-9a-f]{8}");
    private static final Pattern DEADLINE = Pattern.compile("\\d{1,9}");
    private static final Pattern ORDER = Pattern.compile("\\d{1,4}(,\\d{1,4})*");

    private final String text;
    private final Set<String> settings = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private long seed = 1;
    private String code = "";
    private List<Integer> order = List.of();
    private long deadline = Plan.AS_DECLARED;

    TicketText(String text) {
        this.text = text.strip();
    }

    Ticket read() {
        String[] parts = text.split(":", -1);
        if (parts.length < 2) {
            throw malformed("it has to begin with a lab and a scenario");
        }
        Lab lab = Lab.find(parts[0]);
        ScenarioFile scenario = lab.scenario(parts[1]);
        if (parts.length > MOST_THINGS) {
            throw malformed("it names more than " + MOST_THINGS + " things");
        }
        Arrays.stream(parts).skip(2).forEach(this::readPart);
        check(1 + scenario.tenants().size());
        return new Ticket(lab.name(), scenario.name(), seed, code, new Plan(order, deadline, faults));
    }

    private void readPart(String part) {
        var setting = SETTING.matcher(part);
        if (setting.matches()) {
            if (!settings.add(setting.group(1))) {
                throw malformed("'%s' is there twice".formatted(part));
            }
            readSetting(part, setting.group(1), setting.group(2));
            return;
        }
        Fault fault = Fault.parse(part)
                .orElseThrow(() -> malformed(
                        "'%s' is neither a setting such as seed=N nor a fault such as preempt@POINT or revoke@EVENT=CHOICE"
                                .formatted(part)));
        if (fault.place() < fault.kind().firstPlace()) {
            throw malformed(
                    "in '%s' the first place is %d".formatted(part, fault.kind().firstPlace()));
        }
        if (faults.contains(fault)) {
            throw malformed("'%s' is there twice".formatted(part));
        }
        faults.add(fault);
    }

    private void readSetting(String part, String name, String value) {
        switch (name) {
            case "seed" -> seed = Long.parseLong(fitting(SEED, part, value, "a number"));
            case "code" -> code = fitting(CODE, part, value, "eight hexadecimal digits");
            case "deadline" -> deadline = Long.parseLong(fitting(DEADLINE, part, value, "a number of cycles"));
            default ->
                order = Arrays.stream(fitting(ORDER, part, value, "environments such as 2,1")
                                .split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
        }
    }

    private String fitting(Pattern pattern, String part, String value, String wanted) {
        if (!pattern.matcher(value).matches()) {
            throw malformed("in '%s' there has to be %s".formatted(part, wanted));
        }
        return value;
    }

    private void check(int environments) {
        for (Fault fault : faults) {
            if (fault.env() < 1 || fault.env() > environments) {
                throw malformed("'%s' names environment %d of %d".formatted(fault, fault.env(), environments));
            }
        }
        List<Integer> all = IntStream.rangeClosed(1, environments).boxed().toList();
        if (!order.isEmpty() && !order.stream().sorted().toList().equals(all)) {
            throw malformed("'order' has to name each of the %d environments once".formatted(environments));
        }
    }

    private LabException malformed(String why) {
        String shown = text.length() <= 200 ? text : text.substring(0, 200) + "...";
        return new LabException("'%s' is not a ticket: %s.".formatted(shown, why));
    }
}
