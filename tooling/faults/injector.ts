import type { Fault, LinkFault } from './fault.ts';
import { OPEN } from './link-state.ts';
import type { Testbed } from './testbed/testbed.ts';

/** Takes a fault back. Resolves once that is done as far as this side can do it: a process runs, not yet serves. */
export type Undo = () => Promise<void>;

export interface InjectorOptions {
  testbed: Testbed;
  /** A process that was started again did not come up. */
  onFailedStart(what: string): void;
}

/** Does faults to a testbed. Resolves with the names of its victims once the fault has begun. */
export interface Injector {
  begin(fault: Fault): Promise<{ victims: readonly string[]; undo: Undo }>;
}

const nothing = async () => undefined;

export function createInjector({ testbed, onFailedStart }: InjectorOptions): Injector {
  /** How often each process was ended here, so that a start that was cut short by the next kill is not taken for a failure. */
  const ends = new Map<string, number>();

  async function end(names: readonly string[], signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    for (const name of names) ends.set(name, (ends.get(name) ?? 0) + 1);
    await Promise.all(
      names.map((name) => (signal === 'SIGKILL' ? testbed.process(name).kill() : testbed.process(name).stop())),
    );
  }

  /** Does not wait until it serves: that may take as long as other faults do. */
  function start(names: readonly string[]): void {
    for (const name of names) {
      const generation = ends.get(name);
      testbed
        .process(name)
        .start()
        .catch((error: Error) => {
          if (ends.get(name) === generation) onFailedStart(error.message);
        });
    }
  }

  /** Whoever has the part now; where nobody has, anybody will do. */
  async function victimOf(name: string): Promise<string> {
    const found =
      name === 'mongo-primary'
        ? await testbed.mongo.primaries()
        : name === 'mongo-secondary'
          ? await testbed.mongo.secondaries()
          : [name];
    return found[0] ?? (testbed.members[0] as string);
  }

  async function spoil(name: string, how: LinkFault): Promise<Undo> {
    const link = testbed.links.get(name);
    if (how.kind === 'reset') {
      link.reset();
      return nothing;
    }
    link.set(how);
    return async () => link.set(OPEN);
  }

  return {
    async begin(fault) {
      switch (fault.kind) {
        case 'kill': {
          const victims = [await victimOf(fault.process)];
          await end(victims, 'SIGKILL');
          return { victims, undo: async () => start(victims) };
        }
        case 'restart': {
          const victims = fault.backend === 'mongo' ? testbed.members : [fault.backend];
          const ended = end(victims, fault.signal);
          return { victims, undo: () => ended.then(() => start(victims)) };
        }
        case 'freeze': {
          const victim = await victimOf(fault.process);
          testbed.process(victim).signal('SIGSTOP');
          return { victims: [victim], undo: async () => testbed.process(victim).signal('SIGCONT') };
        }
        case 'step-down':
          await testbed.mongo.stepDown().catch(() => undefined);
          return { victims: [], undo: nothing };
        case 'link':
          return { victims: [], undo: await spoil(fault.link, fault.how) };
        case 'clock':
          testbed.shiftClock(fault.process, fault.offsetMs);
          return { victims: [], undo: async () => testbed.shiftClock(fault.process, 0) };
      }
    },
  };
}
