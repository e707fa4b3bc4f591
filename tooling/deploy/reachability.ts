import type { Manifest } from './manifests.ts';
import { type Pod, podOf } from './policy.ts';

interface Selector {
  matchLabels?: Record<string, string>;
}
interface Peer {
  podSelector?: Selector;
  namespaceSelector?: object;
}
interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { port: number | string }[];
}
interface NetworkPolicy {
  podSelector: Selector;
  policyTypes: string[];
  ingress?: Rule[];
  egress?: Rule[];
}

/**
 * One line for each call that the policy of the caller allows and that of the called refuses: such pods wait for each other for ever. Looks at
 * pods of these manifests alone (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
 */
export function closedDoors(manifests: readonly Manifest[]): string[] {
  const pods = manifests.flatMap(podOf);
  const policies = manifests.flatMap(({ kind, spec }) =>
    kind === 'NetworkPolicy' ? [spec as unknown as NetworkPolicy] : [],
  );
  const rulesFor = (pod: Pod, type: 'Ingress' | 'Egress'): Rule[] | undefined => {
    const own = policies.filter(
      ({ podSelector, policyTypes }) => policyTypes.includes(type) && selects(podSelector, pod),
    );
    return own.length === 0
      ? undefined
      : own.flatMap(({ ingress, egress }) => (type === 'Ingress' ? ingress : egress) ?? []);
  };

  const letsIn = (called: Pod, caller: Pod, port: number): boolean => {
    const rules = rulesFor(called, 'Ingress');
    const fits = ({ from, ports }: Rule) =>
      (from === undefined ||
        from.some(({ podSelector }) => podSelector !== undefined && selects(podSelector, caller))) &&
      (ports === undefined || ports.some((one) => numberOf(one.port, called) === port));
    return rules === undefined || rules.some(fits);
  };

  return pods.flatMap((caller) =>
    (rulesFor(caller, 'Egress') ?? []).flatMap(({ to = [], ports = [] }) =>
      to.flatMap(({ podSelector, namespaceSelector }) => {
        if (!podSelector || namespaceSelector) return [];
        const called = pods.filter((pod) => selects(podSelector, pod));
        return called.flatMap((pod) =>
          ports.flatMap(({ port }) => {
            const number = numberOf(port, pod);
            if (number !== undefined && letsIn(pod, caller, number)) return [];
            return [`${nameOf(caller)} may call ${nameOf(pod)} at ${port}, which does not let it in`];
          }),
        );
      }),
    ),
  );
}

function selects({ matchLabels = {} }: Selector, { labels }: Pod): boolean {
  return Object.entries(matchLabels).every(([label, value]) => labels[label] === value);
}

function numberOf(port: number | string, { spec }: Pod): number | undefined {
  if (typeof port === 'number') return port;
  return spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort;
}

function nameOf({ owner }: Pod): string {
  return `${owner.kind} ${owner.metadata.name}`;
}
