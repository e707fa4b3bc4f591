import type { Manifest } from './manifests.ts';

interface Container {
  name: string;
  image?: string;
  env?: { name: string; value?: string }[];
  ports?: { name?: string; containerPort: number }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    privileged?: boolean;
    capabilities?: { drop?: string[]; add?: string[] };
  };
  startupProbe?: object;
  readinessProbe?: object;
  livenessProbe?: object;
}

interface PodSpec {
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type?: string } };
  containers: Container[];
  initContainers?: Container[];
  volumes?: { hostPath?: object }[];
}

export interface Pod {
  owner: Manifest;
  spec: PodSpec;
  labels: Record<string, string>;
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'Job'];
const SECRET_NAME = /password|secret|token|keyfile|private/i;

/**
 * What has to hold for everything that is deployed; one line for each violation. Follows the Kubernetes pod security standard "restricted"
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/) and what it leaves open: read-only roots, probes, requests and limits,
 * images that are pinned, no secret in the clear, and a policy and a budget for each workload.
 */
export function policyViolations(manifests: readonly Manifest[]): string[] {
  const pods = manifests.flatMap(podOf);
  return [
    ...pods.flatMap((pod) => [...podViolations(pod), ...companions(pod, manifests)]),
    ...manifests.flatMap(secrets),
  ];
}

/** The pod of a workload; none of anything else. */
export function podOf(owner: Manifest): Pod[] {
  if (!WORKLOADS.includes(owner.kind)) return [];
  const template = owner.spec?.['template'] as { metadata?: { labels?: Record<string, string> }; spec: PodSpec };
  return [{ owner, spec: template.spec, labels: template.metadata?.labels ?? {} }];
}

function podViolations({ owner, spec }: Pod): string[] {
  const where = `${owner.kind} ${owner.metadata.name}`;
  const rules: [string, boolean][] = [
    ['runs as root', spec.securityContext?.runAsNonRoot === true && spec.securityContext.runAsUser !== 0],
    ['has no seccomp profile', spec.securityContext?.seccompProfile?.type === 'RuntimeDefault'],
    ['mounts a service account token', spec.automountServiceAccountToken === false],
    ['shares the host’s namespaces', !spec.hostNetwork && !spec.hostPID],
    ['mounts a folder of the host', !(spec.volumes ?? []).some(({ hostPath }) => hostPath)],
  ];
  const broken = rules.filter(([, holds]) => !holds).map(([rule]) => `${where} ${rule}`);
  const probed = owner.kind !== 'Job';
  return [
    ...broken,
    ...spec.containers.flatMap((container) => containerViolations(container, { where, probed })),
    ...(spec.initContainers ?? []).flatMap((container) => containerViolations(container, { where, probed: false })),
  ];
}

function containerViolations(container: Container, { where, probed }: { where: string; probed: boolean }): string[] {
  const { image = '', resources, securityContext: security, env = [] } = container;
  const rules: [string, boolean][] = [
    ['may write to its root', security?.readOnlyRootFilesystem === true],
    ['may gain privileges', security?.allowPrivilegeEscalation === false && security.privileged !== true],
    [
      'keeps capabilities',
      security?.capabilities?.drop?.includes('ALL') === true && !security.capabilities.add?.length,
    ],
    ['asks for no CPU or memory', !!resources?.requests?.['cpu'] && !!resources.requests['memory']],
    ['has no limit of memory', !!resources?.limits?.['memory']],
    ['has an image without tag or digest', /@sha256:[0-9a-f]{64}$|:[\w.-]+$/.test(image) && !image.endsWith(':latest')],
    ['holds a secret in the clear', !env.some(({ name, value }) => SECRET_NAME.test(name) && value !== undefined)],
    ['lacks a probe', !probed || (!!container.startupProbe && !!container.readinessProbe && !!container.livenessProbe)],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => `${where}, container ${container.name} ${rule}`);
}

/** What must stand beside a workload. */
function companions({ owner, labels }: Pod, manifests: readonly Manifest[]): string[] {
  if (owner.kind === 'Job') return [];
  const where = `${owner.kind} ${owner.metadata.name}`;
  const selects = (kind: string, field: string) =>
    manifests.some((manifest) => {
      const selector = manifest.spec?.[field] as { matchLabels?: Record<string, string> } | undefined;
      const wanted = Object.entries(selector?.matchLabels ?? {});
      return manifest.kind === kind && wanted.length > 0 && wanted.every(([label, value]) => labels[label] === value);
    });
  const missing: string[] = [];
  if (!selects('NetworkPolicy', 'podSelector')) missing.push(`${where} has no network policy`);
  if (!selects('PodDisruptionBudget', 'selector')) missing.push(`${where} has no disruption budget`);
  const ours = owner.kind === 'Deployment' && labels['app.kubernetes.io/part-of'] === 'confab';
  const scaled = manifests.some(({ kind, spec }) => {
    const target = spec?.['scaleTargetRef'] as { name?: string } | undefined;
    return kind === 'HorizontalPodAutoscaler' && target?.name === owner.metadata.name;
  });
  if (ours && !scaled) missing.push(`${where} is not scaled`);
  return missing;
}

function secrets({ kind, metadata, data, stringData }: Manifest): string[] {
  if (kind === 'Secret') return [`Secret ${metadata.name} lies in the manifests`];
  const named = Object.keys({ ...data, ...stringData }).filter((key) => SECRET_NAME.test(key));
  return kind === 'ConfigMap' ? named.map((key) => `ConfigMap ${metadata.name} holds ${key}`) : [];
}
