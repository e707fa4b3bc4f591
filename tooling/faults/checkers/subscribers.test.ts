import type { LoggedEvent, Watch } from '../history.ts';
import { cursor, logOf, opened, saw, timeline, watch } from './made-up.ts';
import { subscribersAgree, subscribersSawAll } from './subscribers.ts';

const ROOM: LoggedEvent = { stream: 'room-r', seq: 1, type: 'RoomCreated', actor: 'ann', data: {} };
const LOG = logOf(ROOM, ...timeline('a', 'b', undefined, 'd'));
const sawAll = (watched: Watch, log = LOG) => subscribersSawAll.check({ attempts: [], watches: [watched], log });

describe('each subscriber saw every event in order once, or was told of a reset', () => {
  it('finds nothing wrong with a good history, through resumes, moments and resets', () => {
    const reset = { kind: 'reset', cursor: cursor(1, 2), reason: 'TOO_FAR_BEHIND' } as const;
    const online = { kind: 'event', type: 'UserOnline', cursor: cursor(1, 1) } as const;
    expect(sawAll(watch('s', opened(0), saw(1), online, opened(1, true), saw(2), saw(4)))).toEqual([]);
    expect(sawAll(watch('s', opened(0), saw(1), reset, opened(3), saw(4)))).toEqual([]);
    expect(sawAll(watch('s', opened(4)))).toEqual([]);
  });

  it.each([
    ['an event that was skipped', [opened(0), saw(1), saw(4)], '#2: 1 events skipped, the first is timeline-r 2'],
    ['an event that came twice', [opened(0), saw(1), saw(1), saw(2), saw(4)], '#2: MessagePosted r-1 came at'],
    ['events in the wrong order', [opened(0), saw(2), saw(1), saw(4)], '#1: 1 events skipped'],
    ['one that never came', [opened(0), saw(1), saw(2)], 'at the end: 1 events skipped'],
    ['a resume that skips', [opened(0), saw(1), opened(2, true), saw(4)], '#2: 1 events skipped'],
    ['a resume that goes back', [opened(0), saw(1), saw(2), opened(1, true), saw(2), saw(4)], '#3: went back'],
    ['a fresh start without a reset', [opened(0), saw(1), opened(4)], '#2: opened afresh'],
    ['another event than the log has', [opened(0), saw(1, { id: 'r-9' }), saw(2), saw(4)], 'where the log has r-1'],
    ['another type', [opened(3), saw(4, { type: 'MessageEdited' })], 'where the log has MessagePosted'],
    ['an event of the moment that moves on', [opened(3), saw(4, { type: 'UserOnline' })], 'moved the cursor'],
    ['one that never opened', [], 'it is not open at the end'],
  ])('finds %s', (_, sightings, line) => {
    expect(sawAll(watch('s', ...sightings))[0]).toContain(line);
  });

  it('follows both streams of a room', () => {
    const joined: LoggedEvent = {
      stream: 'room-r',
      seq: 2,
      type: 'MemberJoined',
      actor: 'bob',
      data: { userId: 'bob' },
    };
    const log = logOf(ROOM, joined, ...timeline('a'));
    const sawJoin = { kind: 'event', type: 'MemberJoined', cursor: cursor(2, 0), id: 'bob' } as const;
    expect(sawAll(watch('s', opened(0), sawJoin, saw(1, { cursor: cursor(2, 1) })), log)).toEqual([]);
    expect(sawAll(watch('s', opened(0), saw(1)), log)).toHaveLength(1);
  });
});

describe('all subscribers agree', () => {
  const agree = (...watches: Watch[]) => subscribersAgree.check({ attempts: [], watches, log: LOG });

  it('finds two who saw another message, or another text, at the same place', () => {
    expect(agree(watch('s', saw(1)), watch('t', saw(1)))).toEqual([]);
    expect(agree(watch('s', saw(1)), watch('t', saw(1, { id: 'r-9' })))).toHaveLength(1);
    expect(agree(watch('s', saw(1)), watch('t', saw(1, { text: 'other' })))).toHaveLength(1);
  });

  it('lets the text of a message differ that was edited', () => {
    const data = { message: { timelineId: 'r', seq: 1 } };
    const edit: LoggedEvent = { stream: 'timeline-r', seq: 5, type: 'MessageEdited', actor: 'ann', data };
    const log = logOf(ROOM, ...timeline('a', 'b', undefined, 'd'), edit);
    const watches = [watch('s', saw(1)), watch('t', saw(1, { text: 'edited' }))];
    expect(subscribersAgree.check({ attempts: [], watches, log })).toEqual([]);
  });
});
