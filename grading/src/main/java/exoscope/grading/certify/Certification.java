package exoscope.grading.certify;

import exoscope.grading.certify.Certificate.Row;
import exoscope.grading.staff.Mutant;
import exoscope.grading.staff.Reference;
import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.CheckReport;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.RunSource;
import exoscope.labs.engine.Seams;
import exoscope.labs.engine.Submission;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Certifies a lab. */
public final class Certification {
    private final Lab lab;
    private final List<SourceFile> reference;
    private final List<Mutant> mutants;
    private final int seeds;
    private final List<String> faults = new ArrayList<>();

    /**
     * Certifies with the staff's material.
     *
     * @param seeds with how many seeds the reference must earn every point, counted from the usual one, which is 1
     */
    public Certification(Lab lab, int seeds) {
        this(lab, Reference.sources(lab), Mutant.of(lab), seeds);
    }

    /**
     * @param reference what must earn every point
     * @param mutants what must not
     */
    Certification(Lab lab, List<SourceFile> reference, List<Mutant> mutants, int seeds) {
        this.lab = lab;
        this.reference = reference;
        this.mutants = mutants;
        this.seeds = seeds;
    }

    /** @param progress told of each solution when it has been judged */
    public Certificate certify(Consumer<Row> progress) {
        faults.clear();
        List<Row> rows = new ArrayList<>();
        Consumer<Row> judged = row -> {
            rows.add(row);
            progress.accept(row);
        };
        for (int seed = 1; seed <= seeds; seed++) {
            judged.accept(judgeReference(seed));
        }
        judged.accept(judgeSkeleton());
        mutants.forEach(mutant -> judged.accept(judgeMutant(mutant)));
        compareSeams();
        List<String> checks = lab.checks().stream().map(CheckDeclaration::id).toList();
        return new Certificate(
                Certificate.SCHEMA,
                lab.name(),
                faults.isEmpty(),
                List.copyOf(faults),
                unproven(rows),
                checks,
                List.copyOf(rows));
    }

    private Row judgeReference(int seed) {
        String id = seed == 1 ? "reference" : "reference seed=" + seed;
        Row row = judge(id, "the reference solution", List.of(), reference, seed);
        if (row.points() != lab.points()) {
            faults.add("With seed %d the reference earns %d of %d points; it does not pass: %s."
                    .formatted(seed, row.points(), lab.points(), String.join(", ", notPassed(row))));
        }
        return row;
    }

    private Row judgeSkeleton() {
        Row row = judge("skeleton", "what students begin with", List.of(), lab.skeleton(), 1);
        if (row.points() != lab.floor()) {
            faults.add(
                    "The untouched skeleton earns %d points; lab.yaml says %d.".formatted(row.points(), lab.floor()));
        }
        return row;
    }

    private Row judgeMutant(Mutant mutant) {
        Row row = judge(mutant.id(), mutant.title(), mutant.killedBy(), mutant.sources(lab), 1);
        Map<String, String> statuses = byCheck(row);
        List<String> survived = mutant.killedBy().stream()
                .filter(check -> statuses.getOrDefault(check, "passed").equals("passed"))
                .toList();
        if (row.compiled() && !survived.isEmpty()) {
            faults.add("Mutant %s passes what should stop it: %s.".formatted(mutant.id(), String.join(", ", survived)));
        } else if (row.compiled()
                && mutant.killedBy().stream().noneMatch(check -> "failed".equals(statuses.get(check)))) {
            faults.add("Mutant %s fails no check that it names.".formatted(mutant.id()));
        }
        return row;
    }

    private Row judge(String id, String title, List<String> killedBy, List<SourceFile> sources, long seed) {
        GuestBuild build = lab.build(sources);
        if (build.code().isEmpty()) {
            faults.add("%s does not compile: %s.".formatted(id, build.problems().getFirst()));
            return new Row(id, title, 0, killedBy, List.of());
        }
        CheckReport report = lab.check(runs(build.code().get(), seed), Submission.id(sources), result -> {});
        List<String> statuses =
                report.results().stream().map(Certification::status).toList();
        return new Row(id, title, report.points(), killedBy, statuses);
    }

    private RunSource runs(GuestCode code, long seed) {
        RunSource usual = lab.runsOf(code);
        return RunSource.parallel(usual.parallel(), ticket -> usual.run(ticket.withSeed(seed)));
    }

    private static String status(CheckResult result) {
        return result.status().name().toLowerCase(Locale.ROOT);
    }

    private Map<String, String> byCheck(Row row) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (int i = 0; i < row.statuses().size(); i++) {
            statuses.put(lab.checks().get(i).id(), row.statuses().get(i));
        }
        return statuses;
    }

    private List<String> notPassed(Row row) {
        return byCheck(row).entrySet().stream()
                .filter(check -> !check.getValue().equals("passed"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void compareSeams() {
        Map<String, SourceFile> solutions =
                reference.stream().collect(Collectors.toMap(SourceFile::path, Function.identity()));
        for (SourceFile file : lab.skeleton()) {
            SourceFile solution = solutions.get(file.path());
            if (solution == null
                    || !Seams.of(file).outside().equals(Seams.of(solution).outside())) {
                faults.add("%s differs between reference and skeleton outside the seams.".formatted(file.path()));
            }
        }
    }

    private List<String> unproven(List<Row> rows) {
        return lab.checks().stream()
                .map(CheckDeclaration::id)
                .filter(check -> rows.stream()
                        .noneMatch(row -> "failed".equals(byCheck(row).get(check))))
                .toList();
    }
}
