package exoscope.labs.engine;

import java.util.List;

/**
 * A lab's {@code lab.yaml}.
 *
 * @param name the lab's folder
 * @param title one line
 * @param floor points that the untouched skeleton earns
 * @param studentName what the student's environment is called
 * @param libOs the class that the student's environment runs
 * @param editable files that students edit
 * @param kit files beside them that are the kit's; what a student changes there counts for nothing
 * @param tenants sources of the other environments
 * @param seams names of the places to fill in, in the order to do it
 * @param checkClass where the checks' methods are
 * @param judgeClass what holds in every run of the lab: a {@code Consumer} of runs, which throws where it does not
 * @param scenarios the first one is what Run plays
 * @param checks in the order to run; a check comes after what it requires
 */
public record LabFile(
        String name,
        String title,
        int floor,
        String studentName,
        String libOs,
        List<String> editable,
        List<String> kit,
        List<String> tenants,
        List<Seam> seams,
        String checkClass,
        String judgeClass,
        List<ScenarioFile> scenarios,
        List<CheckDeclaration> checks) {

    /**
     * A place for student code.
     *
     * @param name as its marks in the source have it
     * @param task what is to be done there, in a sentence
     */
    public record Seam(String name, String task) {}
}
