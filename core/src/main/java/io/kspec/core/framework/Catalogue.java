package io.kspec.core.framework;

import io.kspec.core.rule.Controls;
import java.util.List;
import java.util.Map;

/// The controls of the frameworks that kspec knows: those that some rule is evidence for, and those beside them that
/// only a person can answer, so that the gap is seen. Titles are our own few words.
///
/// **Source** CIS Kubernetes Benchmark 1.12, sections 5 and, in part, 1.2 and 3.2; NIST SP 800-53 revision 5; PCI DSS
/// 4.0.1; Trust Services Criteria 2017.
final class Catalogue {
    private static final String CIS = """
            1.2.16 An audit log is written
            1.2.17 Audit logs are kept long enough
            1.2.18 Enough audit logs are kept
            3.2.1 There is an audit policy
            3.2.2 The audit policy covers what matters
            5.1.1 Cluster-admin is used only where needed
            5.1.2 Few may read secrets
            5.1.3 Roles use no wildcards
            5.1.4 Few may create pods
            5.1.5 Default service accounts are unused
            5.1.6 Tokens are mounted only where needed
            5.1.7 The group system:masters is avoided
            5.1.8 Few may bind, impersonate or escalate
            5.1.9 Few may create persistent volumes
            5.1.10 Few may reach nodes/proxy
            5.1.11 Few may approve certificate requests
            5.1.12 Few may change webhook configurations
            5.1.13 Few may create service account tokens
            5.2.1 A mechanism for pod security is in force
            5.2.2 Privileged containers are refused
            5.2.3 The process namespace of the host is not shared
            5.2.4 The IPC namespace of the host is not shared
            5.2.5 The network namespace of the host is not shared
            5.2.6 Privilege escalation is refused
            5.2.7 Containers do not run as root
            5.2.8 The capability NET_RAW is dropped
            5.2.9 Capabilities are not added
            5.2.10 Windows HostProcess containers are refused
            5.2.11 Host paths are not mounted
            5.2.12 Host ports are not used
            5.3.1 The network plugin enforces policies
            5.3.2 Every namespace has network policies
            5.4.1 Secrets are files, not variables
            5.4.2 Secrets are kept in an external store
            5.5.1 The origin of images is checked
            5.6.1 Namespaces draw the boundaries
            5.6.2 A seccomp profile is set
            5.6.3 Security contexts are set
            5.6.4 The default namespace is unused
            """;
    private static final String NIST = """
            AC-2 Account management
            AC-3 Access enforcement
            AC-4 Control of information flow
            AC-4(21) Separate flows for separate data
            AC-5 Separation of duties
            AC-6 Least privilege
            AC-6(1) Access to security functions
            AC-6(5) Privileged accounts
            AC-6(10) No privileged functions for others
            AU-2 Events that are logged
            AU-3 Content of audit records
            AU-6 Review of audit records
            AU-12 Making of audit records
            CA-7 Continuous monitoring
            CM-2 Baseline configuration
            CM-3 Control of changes
            CM-5 Access restrictions for changes
            CM-6 Configuration settings
            CM-7 Least functionality
            CM-7(1) Review of functions, ports and services
            CM-7(5) Software by permission only
            CM-8 Inventory of components
            CM-11 Software that users install
            CM-14 Signed components
            RA-5 Vulnerability scanning
            IA-5(7) No secrets in plain sight
            SC-5 Protection from denial of service
            SC-6 Availability of resources
            SC-7 Boundary protection
            SC-7(5) Deny by default
            SC-12 Management of keys
            SC-28 Protection of data at rest
            SC-39 Isolation of processes
            SI-2 Repair of flaws
            SI-4 System monitoring
            SI-7 Integrity of software
            SI-7(1) Checks of integrity
            SR-4 Provenance
            SR-11 Authenticity of components
            """;
    private static final String PCI = """
            1.2.4 Diagrams of data flow
            1.2.6 Insecure services and ports are secured
            1.3.1 Incoming traffic is restricted
            1.3.2 Outgoing traffic is restricted
            1.4.1 Controls between trusted and other networks
            2.2.4 Only necessary services are on
            2.2.6 Security parameters are set
            3.5.1 Stored card numbers are unreadable
            6.3.1 Vulnerabilities are found and ranked
            6.3.2 Inventory of software components
            6.3.3 Patches are applied
            6.5.1 Changes follow a procedure
            6.5.3 Environments are kept apart
            7.2.1 A model of access control
            7.2.2 Access by job and least privilege
            7.2.4 Accounts are reviewed every six months
            7.2.5 System accounts have least privilege
            8.2.2 Shared accounts are exceptions
            8.6.2 Passwords are not hard-coded
            8.6.3 Credentials of system accounts are protected
            10.2.1 Audit logs are on
            10.4.1 Audit logs are reviewed daily
            10.5.1 Audit logs are kept for a year
            10.7.2 Failures of security controls are noticed
            11.3.1 Internal vulnerability scans
            11.4.5 Segmentation is tested
            12.5.1 Inventory of systems in scope
            """;
    private static final String SOC2 = """
            A1.1 Capacity is managed
            CC3.2 Risks are identified
            CC5.3 Policies are put into practice
            CC6.1 Logical access is secured
            CC6.2 Users are registered before access
            CC6.3 Access follows roles and least privilege
            CC6.6 Threats from outside are kept out
            CC6.7 Data in motion is restricted
            CC6.8 Unauthorised software is kept out
            CC7.1 Changes and vulnerabilities are detected
            CC7.2 Anomalies are monitored
            CC7.3 Security events are evaluated
            CC8.1 Changes are controlled
            """;
    private static final Map<String, List<FrameworkControl>> CONTROLS = Map.of(
            Controls.CIS, read(CIS), Controls.NIST, read(NIST), Controls.PCI, read(PCI), Controls.SOC2, read(SOC2));

    private Catalogue() {}

    /// The controls of a framework by the name that cards use; empty for any other.
    static List<FrameworkControl> controls(String framework) {
        return CONTROLS.getOrDefault(framework, List.of());
    }

    private static List<FrameworkControl> read(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new FrameworkControl(parts[0], parts[1], List.of()))
                .toList();
    }
}
