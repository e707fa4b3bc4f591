import type { Manifest } from './manifests.ts';
import { closedDoors } from './reachability.ts';

const selector = (name: string) => ({ podSelector: { matchLabels: { name } } });

function workload(name: string): Manifest {
  const ports = [{ name: 'store', containerPort: 27017 }];
  const template = { metadata: { labels: { name } }, spec: { containers: [{ name, ports }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { template } };
}

function policy(name: string, rules: { ingress?: object[]; egress?: object[] }): Manifest {
  const spec = { ...selector(name), policyTypes: ['Ingress', 'Egress'], ...rules };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec };
}

describe('closedDoors', () => {
  const pods = [workload('rooms'), workload('db')];
  const calls = policy('rooms', { egress: [{ to: [selector('db')], ports: [{ port: 27017 }] }] });
  const doors = (ingress: object[]) => closedDoors([...pods, calls, policy('db', { ingress })]);

  it.each([
    ['by its label', [{ from: [selector('rooms')], ports: [{ port: 27017 }] }]],
    ['by the name of the port', [{ from: [selector('rooms')], ports: [{ port: 'store' }] }]],
    ['with everybody', [{ ports: [{ port: 27017 }] }]],
    ['by another rule', [{ from: [selector('web')] }, { from: [selector('rooms')] }]],
  ])('finds nothing where the caller is let in %s', (_, ingress) => {
    expect(doors(ingress)).toEqual([]);
  });

  it.each([
    ['nobody', []],
    ['others', [{ from: [selector('web')], ports: [{ port: 27017 }] }]],
    ['it elsewhere', [{ from: [selector('rooms')], ports: [{ port: 9090 }] }]],
  ])('names the caller where the called lets in %s', (_, ingress) => {
    expect(doors(ingress)).toEqual(['Deployment rooms may call Deployment db at 27017, which does not let it in']);
  });

  it('looks at members that call each other', () => {
    const member = policy('db', { ingress: [], egress: [{ to: [selector('db')], ports: [{ port: 27017 }] }] });
    expect(closedDoors([workload('db'), member])).toHaveLength(1);
  });

  it('asks nothing of a pod that no policy guards', () => {
    expect(closedDoors([...pods, calls])).toEqual([]);
  });
});
