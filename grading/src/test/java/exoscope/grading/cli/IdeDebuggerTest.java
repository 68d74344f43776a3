package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import exoscope.grading.Submissions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A debugger as IDEs have it, attached to a student's run by the Java Debug Interface. */
class IdeDebuggerTest {
    private static final Pattern WAITING = Pattern.compile(".*waiting for a debugger at 127\\.0\\.0\\.1:(\\d+)\\..*");

    @TempDir
    private Path work;

    /** What was seen at the breakpoint. */
    private record Stop(String file, int line, List<String> variables, int number, List<String> stack) {}

    @Test
    void breakpointInAStudentsFileStopsThereAndShowsVariables() throws Exception {
        Submissions.write(work, Submissions.reference());
        int line = 1
                + (int) Submissions.reference()
                        .lines()
                        .takeWhile(each -> !each.contains("if (page == null || (store"))
                        .count();
        StringWriter out = new StringWriter();
        PipedReader errors = new PipedReader();
        CommandLine commandLine = ExoscopeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(new PipedWriter(errors), true));
        FutureTask<Integer> run = new FutureTask<>(
                () -> commandLine.execute("run", "lab04", work.toString(), "--scenario", "quiet", "--debug-port", "0"));
        Thread.ofPlatform().daemon().start(run);
        Matcher waiting = WAITING.matcher(new BufferedReader(errors).readLine());
        assertThat(waiting.matches()).isTrue();
        VirtualMachine debuggee = attach(waiting.group(1));
        Stop stop = firstStop(debuggee, line);
        debuggee.dispose();
        assertThat(run.get()).isZero();
        assertThat(stop.file()).isEqualTo("lab04/Pager.java");
        assertThat(stop.line()).isEqualTo(line);
        assertThat(stop.variables()).containsExactly("env", "number", "store", "page");
        assertThat(stop.number()).isEqualTo(0x400);
        assertThat(stop.stack()).containsSubsequence("lab04.Pager.onTlbMiss", "lab04.Pager.run");
        assertThat(out.toString()).contains("pager    returned (exit code 0)").doesNotContain("Listening");
    }

    private static VirtualMachine attach(String port) throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(port);
        return sockets.attach(arguments);
    }

    /** Sets a breakpoint when the student's class is loaded, and runs until it is reached. */
    private static Stop firstStop(VirtualMachine debuggee, int line) throws Exception {
        ClassPrepareRequest loading = debuggee.eventRequestManager().createClassPrepareRequest();
        loading.addClassFilter("lab04.Pager");
        loading.enable();
        debuggee.resume();
        while (true) {
            EventSet events = debuggee.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent loaded) {
                    breakAt(debuggee, loaded.referenceType(), line);
                } else if (event instanceof BreakpointEvent reached) {
                    Stop stop = look(reached);
                    debuggee.eventRequestManager().deleteAllBreakpoints();
                    return stop;
                }
            }
            events.resume();
        }
    }

    private static void breakAt(VirtualMachine debuggee, ReferenceType type, int line)
            throws AbsentInformationException {
        List<Location> places = type.locationsOfLine(line);
        assertThat(places).isNotEmpty();
        EventRequest request = debuggee.eventRequestManager().createBreakpointRequest(places.getFirst());
        request.enable();
    }

    private static Stop look(BreakpointEvent reached)
            throws AbsentInformationException, IncompatibleThreadStateException {
        StackFrame frame = reached.thread().frame(0);
        LocalVariable number = frame.visibleVariableByName("number");
        return new Stop(
                frame.location().sourcePath(),
                frame.location().lineNumber(),
                frame.visibleVariables().stream().map(LocalVariable::name).toList(),
                ((IntegerValue) frame.getValue(number)).value(),
                reached.thread().frames().stream()
                        .map(each -> each.location().declaringType().name() + "."
                                + each.location().method().name())
                        .toList());
    }

    @Test
    void portThatIsTakenIsSaidInASentence() throws IOException {
        Submissions.write(work, Submissions.reference());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell shell = Shell.run("run", "lab04", work, "--debug-port", taken.getLocalPort());
            assertThat(shell.exitCode()).isEqualTo(2);
            assertThat(shell.err())
                    .contains("A debugger cannot be waited for at port ")
                    .hasLineCount(1);
        }
        assertThat(Shell.run("run", "lab04", work, "--debug-port", 70_000).exitCode())
                .isEqualTo(2);
    }
}
