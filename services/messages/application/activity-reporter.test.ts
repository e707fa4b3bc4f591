import type { NewEvent } from '@confab/runtime/eventlog/store/event';
import { systemClock } from '@confab/runtime/kernel/clock/port';
import { eventually } from '@confab/runtime/testing/eventually';
import { fixtureEvents } from '../test/fixtures.ts';
import { createActivityReporter } from './activity-reporter.ts';

const posts = (roomId: string, atMs: number): NewEvent[] =>
  fixtureEvents(1)
    .filter(({ type }) => type === 'MessagePosted')
    .map((event) => ({ ...event, stream: `timeline-${roomId}`, atMs }));

describe('the reporter of activity', () => {
  it('reports at once, then all rooms together after a pause, and outlives a failure', async () => {
    const reports: [string, number][][] = [];
    const sink = {
      report(activity: ReadonlyMap<string, number>) {
        reports.push([...activity]);
        return Promise.reject(new Error('rooms is away'));
      },
    };
    const reporter = createActivityReporter({ sink, clock: systemClock, intervalMs: 50, types: ['MessagePosted'] });
    const started = performance.now();
    reporter.note(posts('a', 1));
    await eventually(() => expect(reports).toEqual([[['a', 1]]]));
    reporter.note(posts('a', 2));
    reporter.note(posts('b', 3));
    reporter.note(posts('a', 4));
    await eventually(() => expect(reports).toHaveLength(2));
    expect(performance.now() - started).toBeGreaterThan(45);
    expect(new Map(reports[1])).toEqual(
      new Map([
        ['a', 4],
        ['b', 3],
      ]),
    );
    reporter.close();
  });

  it('says nothing of private conversations and other events', async () => {
    const reports: unknown[] = [];
    const sink = { report: (activity: unknown) => Promise.resolve(void reports.push(activity)) };
    const reporter = createActivityReporter({ sink, clock: systemClock, intervalMs: 1, types: ['MessagePosted'] });
    reporter.note(fixtureEvents(1).filter(({ stream, type }) => stream.includes('_') || type !== 'MessagePosted'));
    reporter.note(posts('a', 1));
    await eventually(() => expect(reports).toEqual([new Map([['a', 1]])]));
    reporter.close();
  });
});
