package exoscope.labs.engine;

import exoscope.hw.elf.ElfImage;
import exoscope.kernel.Kernel;
import exoscope.labs.view.PanicReport;
import exoscope.libos.ProgramPage;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.GuestHost;
import exoscope.libos.runtime.InstalledProgram;
import exoscope.libos.runtime.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A lab with everything that belongs to it, but for what only staff may see. */
public final class Lab {
    /** The classes of the kit that a libOS is given. */
    private static final AllowList GIVEN = AllowList.withKit(
            "exoscope.libos.LibOs",
            "exoscope.libos.Env",
            "exoscope.libos.ProgramPage",
            "exoscope.kernel.Exokernel",
            "exoscope.kernel.ExokernelDisk",
            "exoscope.kernel.ExokernelVolume",
            "exoscope.kernel.filter.Filter",
            "exoscope.kernel.filter.Atom",
            "exoscope.kernel.Capability",
            "exoscope.kernel.Resource",
            "exoscope.kernel.Result",
            "exoscope.kernel.KernelError");

    private static final List<String> NAMES = List.of("lab04-revocation");

    /** Runs at the same time: each takes some megabytes. */
    private static final int MOST_AT_ONCE = 8;

    /** Lab files by name, each read once: every ticket that is read asks for one. */
    private static final Map<String, LabFile> FILES = new ConcurrentHashMap<>();
    /** Pages by program, which is the same whoever asks. */
    private static final Map<String, List<ProgramPage>> PAGES = new ConcurrentHashMap<>();

    private final LabFile file;
    /** Guest programs by file name, read once. */
    private final Map<String, ElfImage> programs = new ConcurrentHashMap<>();

    private @Nullable GuestCode tenantCode;

    private Lab(LabFile file) {
        this.file = file;
    }

    /** The labs there are, by folder name. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Finds a lab by its whole name or by the part before the first dash.
     *
     * @throws LabException if there is none
     */
    public static Lab find(String name) {
        for (String known : NAMES) {
            if (known.equals(name) || known.startsWith(name + "-")) {
                return new Lab(FILES.computeIfAbsent(known, LabResources::labFile));
            }
        }
        // A lab that is not listed, such as one that only tests have, is there for whoever knows its whole name.
        if (LabResources.hasLab(name)) {
            return new Lab(FILES.computeIfAbsent(name, LabResources::labFile));
        }
        throw new LabException("There is no lab '%s'; there is: %s.".formatted(name, String.join(", ", NAMES)));
    }

    public String name() {
        return file.name();
    }

    public String title() {
        return file.title();
    }

    /** The lab file itself. */
    public LabFile file() {
        return file;
    }

    /** What students read first, in Markdown. */
    public String handout() {
        return LabResources.text(name() + "/README.md");
    }

    /** The files that students edit, by path. */
    public List<String> editable() {
        return file.editable();
    }

    /** Every file that a workspace begins with, the kit's own included. */
    public List<SourceFile> skeleton() {
        List<SourceFile> files = new ArrayList<>();
        for (String path : file.editable()) {
            files.add(LabResources.skeleton(name(), path));
        }
        for (String path : file.kit()) {
            files.add(LabResources.skeleton(name(), path));
        }
        return files;
    }

    public List<ScenarioFile> scenarios() {
        return file.scenarios();
    }

    /** @throws LabException if there is no such scenario */
    public ScenarioFile scenario(String name) {
        return file.scenarios().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("%s has no scenario '%s'; it has: %s."
                        .formatted(
                                name(),
                                name,
                                String.join(
                                        ", ",
                                        file.scenarios().stream()
                                                .map(ScenarioFile::name)
                                                .toList()))));
    }

    public List<CheckDeclaration> checks() {
        return file.checks();
    }

    /** Points of all checks together. */
    public int points() {
        return checks().stream().mapToInt(CheckDeclaration::points).sum();
    }

    /** Points that the untouched skeleton earns. */
    public int floor() {
        return file.floor();
    }

    /** Compiles and verifies a submission. What is wrong with it is in the result. */
    public GuestBuild build(List<SourceFile> sources) {
        return GuestCode.compile(sources, GIVEN);
    }

    /** Runs a submission from power-on to the end. Equal code and tickets give equal traces. */
    public LabRun run(GuestCode code, Ticket ticket) {
        return GuestHost.call(() -> new ScenarioRun(this, ticket).run(code));
    }

    /** The runs of a submission in this very process, as many at a time as there are processors. */
    public RunSource runsOf(GuestCode code) {
        return RunSource.parallel(
                Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()), ticket -> run(code, ticket));
    }

    /**
     * Runs a submission as {@link #run(GuestCode, Ticket)} does, and tells somebody of every step of it.
     *
     * @param code made by {@link GuestCode#withSteps}
     * @param watcher makes the one to be told, from the kernel of the run; asked again when a restart makes a new one
     */
    public LabRun run(GuestCode code, Ticket ticket, Function<Kernel, StepListener> watcher) {
        return GuestHost.call(
                () -> new ScenarioRun(this, ticket).watchedBy(watcher).run(code));
    }

    /**
     * Judges a submission.
     *
     * @param id its fingerprint ({@link Submission#id}), which stands in the tickets of what fails; or empty
     * @param progress told of each check when it is decided
     */
    public CheckReport check(GuestCode code, String id, Consumer<CheckResult> progress) {
        return check(runsOf(code), id, progress);
    }

    /**
     * Judges a submission that runs elsewhere, such as in a process of its own.
     *
     * @param runs makes the run of a ticket; if it throws, there is no verdict and this throws too
     * @param id its fingerprint, as above
     * @param progress told of each check when it is decided
     */
    public CheckReport check(RunSource runs, String id, Consumer<CheckResult> progress) {
        return new CheckRunner(this, runs, id, progress).run();
    }

    /** How the student's libOS panicked in a run, if it did. */
    public Optional<PanicReport> panic(LabRun run) {
        return run.end().panics().stream()
                .filter(panic -> panic.env() == ScenarioRun.STUDENT)
                .findFirst()
                .map(panic -> PanicReport.of(
                        panic, run.ticket().toString(), run.playback().viewAt(panic.event()), editable()::contains));
    }

    /**
     * What holds in every run of the lab, whatever happens in it: throws an {@link AssertionError} where it does not. May
     * be called on several threads.
     */
    public Consumer<LabRun> judge() {
        @SuppressWarnings("unchecked") // lab.yaml promises it, and the first run would show that it lied
        Consumer<LabRun> judge = Named.create(file.judgeClass(), Consumer.class);
        return judge;
    }

    /** The code of the environments that are not the student's. */
    synchronized GuestCode tenantCode() {
        if (tenantCode == null) {
            List<SourceFile> sources = file.tenants().stream()
                    .map(path -> new SourceFile(path, LabResources.text(name() + "/tenants/" + path)))
                    .toList();
            GuestBuild build = GuestCode.compile(sources, GIVEN);
            tenantCode = build.code()
                    .orElseThrow(() -> new IllegalStateException("tenants do not compile: " + build.problems()));
        }
        return tenantCode;
    }

    /**
     * The pages of the program of a scenario, none if it has none. In place of blocks of a disk, those with contents are numbered from 0 in the
     * order in which they are put there.
     */
    public List<ProgramPage> programPages(String scenario) {
        String program = scenario(scenario).program();
        return program.isEmpty()
                ? List.of()
                : PAGES.computeIfAbsent(program, name -> InstalledProgram.pagesOf(program(name)));
    }

    /** A MIPS program of the kit. */
    ElfImage program(String program) {
        return programs.computeIfAbsent(program, name -> ElfImage.parse(LabResources.bytes("programs/" + name)));
    }
}
