{{/* kspec.hookMeta (list . "name" "pre-delete" "-3") */}}
{{- define "kspec.hookMeta" -}}
{{- $root := index . 0 -}}
name: {{ index . 1 }}
labels:
  {{- include "kspec.hookLabels" $root | nindent 2 }}
annotations:
  helm.sh/hook: {{ index . 2 }}
  helm.sh/hook-weight: {{ index . 3 | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{- define "kspec.hookLabels" -}}
app.kubernetes.io/name: kspec-operator
app.kubernetes.io/component: hook
{{ include "kspec.sharedLabels" . }}
{{- end }}

{{/* An account of the hook's own: kspec.hookAccount (list . "name" "pre-delete") */}}
{{- define "kspec.hookAccount" -}}
{{- $root := index . 0 -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "kspec.hookMeta" (list $root (index . 1) (index . 2) "-3") | nindent 2 }}
  namespace: {{ $root.Release.Namespace }}
automountServiceAccountToken: false
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* kspec.hookBinding (list . "name" "pre-delete" "ClusterRole") */}}
{{- define "kspec.hookBinding" -}}
{{- $root := index . 0 -}}
{{- $role := index . 3 -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $role }}Binding
metadata:
  {{- include "kspec.hookMeta" (list $root (index . 1) (index . 2) "-1") | nindent 2 }}
  {{- if eq $role "Role" }}
  namespace: {{ $root.Release.Namespace }}
  {{- end }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $role }}
  name: {{ index . 1 }}
subjects:
  - kind: ServiceAccount
    name: {{ index . 1 }}
    namespace: {{ $root.Release.Namespace }}
{{- end }}

{{/* A Job that runs the operator's image once: kspec.hookJob (list . "name" "pre-delete" (list "argument" …)) */}}
{{- define "kspec.hookJob" -}}
{{- $root := index . 0 -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "kspec.hookMeta" (list $root (index . 1) (index . 2) "0") | nindent 2 }}
  namespace: {{ $root.Release.Namespace }}
spec:
  backoffLimit: 3
  activeDeadlineSeconds: 300
  template:
    metadata:
      labels:
        {{- include "kspec.hookLabels" $root | nindent 8 }}
    spec:
      restartPolicy: Never
      serviceAccountName: {{ index . 1 }}
      automountServiceAccountToken: true
      enableServiceLinks: false
      securityContext:
        {{- include "kspec.podSecurity" $root | nindent 8 }}
      containers:
        - name: kspec
          image: {{ include "kspec.image" $root }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args:
            {{- range index . 3 }}
            - {{ . | quote }}
            {{- end }}
          env:
            - name: JAVA_TOOL_OPTIONS
              value: {{ $root.Values.javaOptions | quote }}
          resources:
            {{- toYaml $root.Values.resources | nindent 12 }}
          securityContext:
            {{- include "kspec.containerSecurity" $root | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
      {{- with $root.Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end }}
