package exoscope.grading.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import exoscope.grading.worker.Sandbox.Level;
import exoscope.grading.worker.Sandbox.Wish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysHowWellWorkersAreIsolatedHere(TestReporter reporter) {
        Sandbox sandbox = Sandbox.probe(Wish.AUTO, WorkerLimits.DEFAULT);
        reporter.publishEntry("isolation", sandbox.level().sentence() + " " + sandbox.remark());
        assertThat(sandbox.remark().isEmpty()).isEqualTo(sandbox.level() == Level.BUBBLEWRAP);
    }

    @Test
    void needsNoBox() {
        assertThat(Sandbox.probe(Wish.OFF, WorkerLimits.DEFAULT).level()).isEqualTo(Level.PROCESS);
    }

    @Test
    void nothingGetsOutOfTheBox() throws IOException {
        assumeThat(Sandbox.probe(Wish.AUTO, WorkerLimits.DEFAULT).level())
                .as("bubblewrap does not work here")
                .isEqualTo(Level.BUBBLEWRAP);
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        List<String> said;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            said = burgle(secret.toString(), folder.toString(), String.valueOf(server.getLocalPort()));
        }
        assertThat(said).containsExactly("done");
        assertThat(folder.resolve("taken")).doesNotExist();
    }

    private static List<String> burgle(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Bubblewrap.prefix(WorkerJvm.readable()));
        command.addAll(WorkerJvm.command(WorkerLimits.DEFAULT));
        command.set(command.size() - 1, Burglar.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
