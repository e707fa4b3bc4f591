import { fromBinary, toBinary, toJson } from '@bufbuild/protobuf';
import { LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { NewEvent, StoredEvent } from '@confab/runtime/eventlog/store/event';
import { createUpcaster } from '@confab/runtime/eventlog/store/upcast';
import type { InboxEvent } from '../domain/inbox-events.ts';
import { TIMELINE_EVENT_VERSIONS, type TimelineEvent, timelineUpcasters } from '../domain/timeline-events.ts';
import { fixtureEvents } from '../test/fixtures.ts';
import { toLiveEvent, toSilent } from './live-event.ts';
import { toLivePage } from './pages.ts';
import { routesOf } from './routes.ts';

const events = ['', '-blocks', '-invitations', '-mention-ended'].flatMap((since) => fixtureEvents(1, since));
const upcast = createUpcaster(timelineUpcasters);
const stored = (event: NewEvent): StoredEvent => ({ ...event, position: 1 });
const of = (stream: string, seq: number) => events.find((event) => event.stream === stream && event.seq === seq)!;

const NOTICED_BY_NOBODY = ['ArrivalsReported', 'UserBlocked', 'UserUnblocked'];
const isOfInbox = ({ stream }: NewEvent) => stream.startsWith('inbox-');

describe('events of version 1', () => {
  it('are all here', () => {
    const types: Record<TimelineEvent['type'] | InboxEvent['type'], true> = {
      MessagePosted: true,
      MessageEdited: true,
      MessageDeleted: true,
      ReactionAdded: true,
      ReactionRemoved: true,
      DirectMessagePosted: true,
      DirectMessageEdited: true,
      DirectMessageDeleted: true,
      DirectReactionsChanged: true,
      Mentioned: true,
      MentionEnded: true,
      InvitedToRoom: true,
      InvitationEnded: true,
      ReadMarkerMoved: true,
      DeliveryChanged: true,
      ArrivalsReported: true,
      UserBlocked: true,
      UserUnblocked: true,
    };
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(Object.keys(types)));
  });

  it.each(events.map((event) => [`${event.type} ${event.stream}`, event] as const))('are shown: %s', (_, event) => {
    const live = toLiveEvent(event);
    const isSilent = NOTICED_BY_NOBODY.includes(event.type) || ('withheld' in event.data && isOfInbox(event));
    const shown = isSilent ? 'silent' : expect.not.stringMatching(/^silent$/);
    expect(live).toMatchObject({ stream: event.stream, seq: event.seq, atMs: event.atMs, event: { case: shown } });
    const travelled = fromBinary(LiveEventSchema, toBinary(LiveEventSchema, live));
    expect(toJson(LiveEventSchema, travelled)).toEqual(toJson(LiveEventSchema, live));
  });

  it('become what clients are shown', () => {
    const shown = events.map((event) => toJson(LiveEventSchema, toLiveEvent(event)));
    expect(shown).toMatchSnapshot();
  });
});

describe('a reaction that the log has in another form', () => {
  it('is shown in the one form that clients compare', () => {
    const added = events.find(({ type }) => type === 'ReactionAdded')!;
    const live = toLiveEvent({ ...added, data: { ...added.data, emoji: '❤' } });
    expect(live.event.value).toMatchObject({ emoji: '❤️' });
  });
});

describe('events of version 2', () => {
  const second = fixtureEvents(2);

  it('are all here', () => {
    expect(second.map(({ type }) => type)).toEqual(Object.keys(TIMELINE_EVENT_VERSIONS));
  });

  it('say who edited a message; in version 1 it was its author', () => {
    const shown = second.map((event) => toJson(LiveEventSchema, toLiveEvent(upcast(event))));
    expect(shown).toMatchObject([{ messageEdited: { message: { text: 'hello', editedById: 'root' } } }]);
    expect(upcast(fixtureEvents(2, '-blocks')[0]!).data).toMatchObject({ message: { peerSees: { text: 'hi' } } });
    expect(upcast(of('timeline-room1', 3))).toMatchObject({ version: 2, data: { by: 'bob' } });
  });
});

describe('what somebody who is blocked did', () => {
  const told = (stream: string) =>
    fixtureEvents(1, '-blocks')
      .filter((event) => event.stream === stream)
      .map((event) => JSON.stringify(toJson(LiveEventSchema, toLiveEvent(event))));

  it('is told to nobody but them, not even by who it was', () => {
    const toAlice = told('inbox-alice').slice(1, -2);
    for (const event of toAlice) expect(event).not.toMatch(/bob|rude|worse|room/);
    expect(told('inbox-bob').join()).toMatch(/rude.*worse/);
  });

  it('does not show its text when they react once they are unblocked', () => {
    const reacted = told('inbox-alice').at(-1);
    expect(reacted).toContain('"text":"hi"');
    expect(reacted).not.toContain('worse');
  });

  it('is nowhere marked in what travels', () => {
    for (const event of [...told('inbox-alice'), ...told('inbox-bob')]) expect(event).not.toMatch(/withheld|peerSees/);
  });
});

describe('the routes of an event', () => {
  it('lead to the room, by the name in the event', () => {
    expect(routesOf(stored(of('timeline-room1', 4)))).toMatchObject([{ subject: 'room.lobby', message: { seq: 4 } }]);
  });

  it('lead to the owner of an inbox', () => {
    expect(routesOf(stored(of('inbox-alice', 9)))).toMatchObject([
      { subject: 'inbox.alice', message: { seq: 9, event: { case: 'silent' } } },
    ]);
  });

  it('lead nowhere from the timeline of a private conversation', () => {
    expect(routesOf(stored(of('timeline-alice_bob', 1)))).toEqual([]);
  });
});

describe('a page of history', () => {
  it('shows messages as they stand and hides what may not be seen', () => {
    const page = toLivePage({
      events: [stored(of('inbox-alice', 1)), stored(of('inbox-alice', 2))],
      hidden: new Set([1]),
      current: new Map([
        ['alice_bob-1', { timelineId: 'alice_bob', seq: 1, authorId: 'bob', sentAtMs: 1, deletedAtMs: 2 }],
      ]),
      head: 2,
      epoch: 'e',
    });
    expect(page.events[0]).toEqual(toSilent(of('inbox-alice', 1)));
    expect(page.events[1]).toMatchObject({
      seq: 2,
      event: { value: { message: { text: undefined, deletedAtMs: 2 } } },
    });
    expect(JSON.stringify(page)).not.toContain('psst');
  });
});
