{{/* The operator's flags, one a line. */}}
{{- define "kspec.arguments" -}}
- --namespace={{ .Release.Namespace }}
- --leader-elect={{ .Values.leaderElection.enabled }}
{{- if .Values.leaderElection.enabled }}
- --leader-election-namespace={{ .Release.Namespace }}
- --leader-election-lease-duration={{ .Values.leaderElection.leaseDuration }}
- --leader-election-renew-deadline={{ .Values.leaderElection.renewDeadline }}
- --leader-election-retry-period={{ .Values.leaderElection.retryPeriod }}
{{- end }}
- --metrics-bind-address=:8080
- --health-probe-bind-address=:8081
- --enable-webhooks={{ .Values.webhook.enabled }}
{{- if .Values.webhook.enabled }}
- --cert-manager={{ .Values.webhook.certManager.enabled }}
{{- if eq .Values.webhook.failurePolicy "Ignore" }}
- --webhook-failure-policy=Ignore
{{- end }}
{{- if .Values.webhook.mutation.enabled }}
- --enable-mutation=true
{{- end }}
{{- end }}
{{- range .Values.exemptNamespaces }}
- --exempt-namespace={{ . }}
{{- end }}
{{- range .Values.webhook.trustedAppliers }}
- --trusted-applier={{ . }}
{{- end }}
- --default-mode={{ .Values.enforcement.defaultMode }}
- --interval={{ .Values.reconciliation.interval }}
- --retention={{ .Values.complianceReports.retention }}
{{- with .Values.complianceReports.retentionDays }}
- --retention-days={{ . }}
{{- end }}
- --log-format={{ .Values.logging.format }}
{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- end }}
