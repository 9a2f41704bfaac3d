package io.kspec.cli.demo;

import java.io.PrintWriter;
import java.util.List;

/// Prints the story, scene by scene.
final class Story {
    private final PrintWriter out;
    private int scene;

    Story(PrintWriter out) {
        this.out = out;
    }

    void opening() {
        out.println("kspec demo: declared, judged, refused, repaired, on a real Kubernetes API server");
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

    void nextSteps(String kubeconfig) {
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
