package io.kspec.cli.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// Prints the story, scene by scene.
final class Story {
    private final PrintWriter out;
    private int scene;

    Story(PrintWriter out) {
        this.out = out;
    }

    void opening() {
        out.println("kspec demo: declared, judged, refused, repaired, rolled out, on a real Kubernetes API server");
        out.flush();
    }

    void scene(String title, double seconds, List<String> told) {
        scene++;
        out.printf("%n%d. %s [%.1f s]%n", scene, title, seconds);
        told.forEach(line -> out.println("   " + line.replace(" | ", "\n     | ")));
        out.flush();
    }

    void failed(String title, String why) {
        out.printf("%nFAILED: %s%n   %s%n", title, why);
        out.flush();
    }

    /// Where to look for more about a failure.
    void operatorLog(Path log) {
        out.printf("   The operator's log: %s%n", log);
        out.flush();
    }

    /// After a story whose cluster is taken away again.
    void nextSteps() {
        out.printf("""

                Where to look next:
                   kspec demo                       # the same, and the cluster stays for you to look at
                   kspec scan -f your/manifests     # judge files
                   kspec init                       # begin with a declaration of your own
                """);
        out.flush();
    }

    /// After a story whose cluster stays for now.
    void nextSteps(Path kubeconfig) {
        out.printf("""

                Where to look next:
                   export KUBECONFIG=%s
                   kubectl get clusterspec,compliancereports,driftreports -A
                   kubectl describe clusterspec production-cluster
                   kspec scan                       # judge this cluster from here
                   kspec scan -f your/manifests     # judge files
                """, kubeconfig);
        out.flush();
    }
}
