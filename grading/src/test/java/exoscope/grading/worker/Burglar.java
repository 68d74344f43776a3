package exoscope.grading.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries what no submission may succeed in, and prints what did. */
public final class Burglar {
    private Burglar() {}

    /** @param arguments a file to read, a folder to write to, a port of this computer to connect to */
    public static void main(String[] arguments) {
        attempt("read the users", () -> Files.readString(Path.of("/etc/passwd")));
        attempt("read a file", () -> Files.readString(Path.of(arguments[0])));
        attempt("write to the folder", () -> Files.writeString(Path.of(arguments[1], "taken"), "x"));
        attempt("write to the root", () -> Files.writeString(Path.of("/taken"), "x"));
        attempt("write to /tmp", () -> Files.writeString(Path.of("/tmp/taken"), "x"));
        attempt("start a shell", () -> new ProcessBuilder("/bin/sh", "-c", "true").start());
        attempt("connect", () -> {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])), 2000);
            }
            return "";
        });
        attempt("see other processes", () -> {
            // bubblewrap's own first process and this one
            if (ProcessHandle.allProcesses().count() > 2) {
                return "";
            }
            throw new IOException("alone");
        });
        System.out.println("done");
    }

    private interface Attempt {
        Object make() throws IOException;
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            attempt.make();
            System.out.println("could " + what);
        } catch (IOException e) {
            // as it should be
        }
    }
}
