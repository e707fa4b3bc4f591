import type { Checker, Log, LoggedEvent, Sighting, Watch } from '../history.ts';
import { positionsOf } from './cursor-positions.ts';
import { idOf, isEphemeral, shownAs } from './shown-events.ts';

/** The first wrong thing makes what follows look wrong too. */
const MOST_PER_WATCH = 3;

/**
 * From where it opened, or was told a reset, a subscriber saw every event of the feed's streams once, each stream in its order, up to the end of
 * the log. Events that show nothing are passed over, and nothing else is.
 */
export const subscribersSawAll: Checker = {
  name: 'each subscriber saw every event in order once, or was told of a reset',
  check: ({ watches, log }) =>
    watches.flatMap((watch) =>
      wrongIn(watch, log)
        .slice(0, MOST_PER_WATCH)
        .map((line) => `${watch.subscriber}, ${watch.feed}: ${line}`),
    ),
};

function wrongIn({ streams, sightings }: Watch, log: Log): string[] {
  const found: string[] = [];
  const eventsOf = (stream: number) => log.get(streams[stream] as string) ?? [];
  let at: number[] | undefined;
  let wasReset = false;

  for (const [index, sighting] of sightings.entries()) {
    const to = positionsOf(sighting.cursor);
    const where = `#${index}`;
    if (sighting.kind === 'reset') {
      wasReset = true;
      at = undefined;
    } else if (sighting.kind === 'opened') {
      if (!sighting.resumed && at && !wasReset)
        found.push(`${where}: opened afresh at ${to} without a reset after ${at}`);
      if (sighting.resumed && !at) found.push(`${where}: resumed at ${to} though nothing had been opened`);
      if (sighting.resumed && at) found.push(...skipped({ where, eventsOf, from: at, to, except: undefined }));
      at = to;
      wasReset = false;
    } else if (!at) {
      found.push(`${where}: ${sighting.type} before an opening`);
    } else if (isEphemeral(sighting.type)) {
      if (String(to) !== String(at)) found.push(`${where}: ${sighting.type} moved the cursor from ${at} to ${to}`);
    } else {
      found.push(...judgeEvent({ where, eventsOf, from: at, to, sighting }));
      at = to;
    }
  }
  if (!at) return [...found, 'it is not open at the end'];
  const heads = streams.map((_, stream) => eventsOf(stream).length);
  found.push(...skipped({ where: 'at the end', eventsOf, from: at, to: heads, except: undefined }));
  return found;
}

interface Step {
  where: string;
  eventsOf(stream: number): readonly LoggedEvent[];
  from: readonly number[];
  to: readonly number[];
}

/** An event moves the cursor onto its own place in one stream; in the others, and before it, only what shows nothing may be passed. */
function judgeEvent({ sighting, ...step }: Step & { sighting: Extract<Sighting, { kind: 'event' }> }): string[] {
  const { where, eventsOf, from, to } = step;
  const logged = to.flatMap((seq, stream) => {
    const event = seq > (from[stream] ?? 0) ? eventsOf(stream)[seq - 1] : undefined;
    return event && shownAs(event) !== undefined ? [event] : [];
  });
  const [event] = logged;
  if (!event)
    return [`${where}: ${sighting.type} ${sighting.id ?? ''} came at ${to} after ${from}, where the log has none`];
  const found = skipped({ ...step, except: event });
  if (shownAs(event) !== sighting.type) found.push(`${where}: ${sighting.type} came where the log has ${event.type}`);
  const id = idOf(event);
  if (id !== undefined && sighting.id !== undefined && id !== sighting.id) {
    found.push(`${where}: ${sighting.type} of ${sighting.id} came where the log has ${id}`);
  }
  return found;
}

function skipped({ where, eventsOf, from, to, except }: Step & { except: LoggedEvent | undefined }): string[] {
  return to.flatMap((seq, stream) => {
    const before = from[stream] ?? 0;
    if (seq < before) return [`${where}: went back from ${before} to ${seq} in stream ${stream}`];
    const lost = eventsOf(stream)
      .slice(before, seq)
      .filter((event) => event !== except && shownAs(event) !== undefined);
    const [first] = lost;
    return first
      ? [`${where}: ${lost.length} events skipped, the first is ${first.stream} ${first.seq} (${first.type})`]
      : [];
  });
}

/** Wherever two subscribers saw an event at the same place, it was the same, with the same text unless that was changed since. */
export const subscribersAgree: Checker = {
  name: 'all subscribers agree',
  check({ watches, log }) {
    const changed = new Set(
      [...log.values()].flat().flatMap((event) => (/Edited|Deleted/.test(event.type) ? [idOf(event)] : [])),
    );
    const seen = new Map<string, { told: string; subscriber: string }>();
    const found: string[] = [];
    for (const { subscriber, streams, sightings } of watches) {
      for (const sighting of sightings) {
        if (sighting.kind !== 'event' || isEphemeral(sighting.type) || sighting.id === undefined) continue;
        const place = placeOf(sighting, streams);
        const told = JSON.stringify([sighting.type, sighting.id, changed.has(sighting.id) ? '' : sighting.text]);
        const before = seen.get(place);
        if (!before) seen.set(place, { told, subscriber });
        else if (before.told !== told) {
          found.push(`${place}: ${before.subscriber} saw ${before.told}, ${subscriber} saw ${told}`);
        }
      }
    }
    return found;
  },
};

/** A message event has its place in the timeline; of others only the whole cursor tells the place. */
function placeOf({ type, cursor, id }: Extract<Sighting, { kind: 'event' }>, streams: readonly string[]): string {
  const positions = positionsOf(cursor);
  const stream = streams.findIndex((name) => name.startsWith(type.startsWith('Member') ? 'room-' : 'timeline-'));
  if (stream >= 0) return `${streams[stream]} ${positions[stream]}`;
  return `${streams[0]} ${positions[0]} ${id}`;
}
