import type { Manifest } from './manifests.ts';
import { policyViolations } from './policy.ts';
import { schemaViolations } from './schema.ts';

type Change = (workload: ReturnType<typeof workloadOf>) => void;

const labels = { 'app.kubernetes.io/name': 'a', 'app.kubernetes.io/part-of': 'confab' };
const selector = { matchLabels: { 'app.kubernetes.io/name': 'a' } };

function workloadOf() {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' } as Manifest['metadata'],
    spec: {
      selector,
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false as boolean | undefined,
          hostNetwork: undefined as boolean | undefined,
          volumes: [] as object[],
          securityContext: { runAsNonRoot: true as boolean | undefined, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'a',
              image: 'confab/a:1.0',
              env: [] as object[],
              resources: {
                requests: { cpu: '1', memory: '1Gi' } as Record<string, string>,
                limits: { memory: '1Gi' } as Record<string, string>,
              },
              securityContext: {
                allowPrivilegeEscalation: false as boolean | undefined,
                readOnlyRootFilesystem: true as boolean | undefined,
                capabilities: { drop: ['ALL'], add: [] as string[] },
              },
              startupProbe: {} as object | undefined,
              readinessProbe: {},
              livenessProbe: {},
            },
          ],
        },
      },
    },
  };
}

const companions: Manifest[] = [
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec: { selector } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a' },
    spec: { podSelector: selector },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a' },
    spec: { scaleTargetRef: { name: 'a' } },
  },
];

const violations = (change: Change, others = companions) => {
  const workload = workloadOf();
  change(workload);
  return policyViolations([workload as unknown as Manifest, ...others]);
};
const pod = (workload: ReturnType<typeof workloadOf>) => workload.spec.template.spec;
const container = (workload: ReturnType<typeof workloadOf>) =>
  pod(workload).containers[0] as ReturnType<typeof pod>['containers'][0];

describe('the policy of what is deployed', () => {
  it('has nothing against a workload that keeps it', () => {
    expect(violations(() => {})).toEqual([]);
  });

  const rules: Record<string, Change> = {
    'runs as root': (w) => {
      pod(w).securityContext.runAsNonRoot = undefined;
    },
    'has no seccomp profile': (w) => {
      pod(w).securityContext.seccompProfile.type = 'Unconfined';
    },
    'mounts a service account token': (w) => {
      pod(w).automountServiceAccountToken = undefined;
    },
    'shares the host': (w) => {
      pod(w).hostNetwork = true;
    },
    'mounts a folder of the host': (w) => void pod(w).volumes.push({ hostPath: { path: '/' } }),
    'may write to its root': (w) => {
      container(w).securityContext.readOnlyRootFilesystem = undefined;
    },
    'may gain privileges': (w) => {
      container(w).securityContext.allowPrivilegeEscalation = undefined;
    },
    'keeps capabilities': (w) => void container(w).securityContext.capabilities.add.push('NET_ADMIN'),
    'asks for no CPU or memory': (w) => void delete container(w).resources.requests['cpu'],
    'has no limit of memory': (w) => void delete container(w).resources.limits['memory'],
    'has an image without tag or digest': (w) => {
      container(w).image = 'confab/a:latest';
    },
    'holds a secret in the clear': (w) => void container(w).env.push({ name: 'NATS_PASSWORD', value: 'x' }),
    'lacks a probe': (w) => {
      container(w).startupProbe = undefined;
    },
  };
  it.each(Object.entries(rules))('finds what %s', (rule, change) => {
    expect(violations(change)).toEqual([expect.stringContaining(rule)]);
  });

  it.each([
    ['PodDisruptionBudget', 'has no disruption budget'],
    ['NetworkPolicy', 'has no network policy'],
    ['HorizontalPodAutoscaler', 'is not scaled'],
  ])('misses a %s', (kind, rule) => {
    const others = companions.filter((manifest) => manifest.kind !== kind);
    expect(violations(() => {}, others)).toEqual([expect.stringContaining(rule)]);
  });

  it('finds secrets among the manifests', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: {} };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { NATS_PASSWORD: 'x' } };
    expect(policyViolations([secret, settings])).toHaveLength(2);
  });
});

describe('the schemas of Kubernetes', () => {
  it('take what is right and name what is wrong', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' } };
    expect(schemaViolations(account)).toEqual([]);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: 'all' } };
    expect(schemaViolations(service)).toHaveLength(1);
    expect(schemaViolations({ ...account, kind: 'Servant' })).toEqual(['Servant a: there is no Servant in v1']);
  });
});
