import { type Child, createChild } from '../../../../tooling/child.ts';

/** A screen that nobody sees, large enough for every size of window that the acts ask for. */
export interface Display {
  /** For the variable DISPLAY. */
  name: string;
  close(): Promise<void>;
}

export async function openDisplay(): Promise<Display> {
  const child: Child = createChild({
    name: 'Xvfb',
    // It chooses a number that is free and prints it, after lines about those that are taken.
    command: ['Xvfb', '-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    env: { PATH: process.env.PATH },
    ready: /^(\d+)\n/m,
  });
  const [, number] = await child.start();
  return { name: `:${number}`, close: () => child.kill() };
}
