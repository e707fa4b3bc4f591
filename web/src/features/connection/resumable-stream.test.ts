import { createResumableStream, type StreamEnd, type StreamSink } from './resumable-stream.ts';

interface TestEvent {
  cursor: string | null;
  text: string;
  reset?: true;
  last?: true;
}

interface Opened {
  after: string | null;
  sink: StreamSink<TestEvent>;
  stopped: boolean;
}

/** A stream over a scripted server: `opened` lists its subscriptions, `timers` what waits to be run. */
function setup() {
  const opened: Opened[] = [];
  const events: string[] = [];
  const ends: StreamEnd[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  const stream = createResumableStream<TestEvent>({
    open(after, sink) {
      const subscription: Opened = { after, sink, stopped: false };
      opened.push(subscription);
      return () => {
        subscription.stopped = true;
      };
    },
    cursorOf: (event) => event.cursor,
    isReset: (event) => event.reset === true,
    isLast: (event) => event.last === true,
    onEvent: (event) => events.push(event.text),
    onEnd: (end) => ends.push(end),
    retryDelay: (attempt) => attempt * 100,
    setTimer(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  const at = (index: number): Opened => {
    const subscription = opened[index];
    if (!subscription) throw new Error(`no subscription ${index}`);
    return subscription;
  };
  const fire = () => timers.shift()?.run();
  return { stream, opened, events, ends, timers, at, fire };
}

describe('a resumable stream', () => {
  it('starts from a snapshot and resumes after the last event it handed over', () => {
    const { stream, at, events } = setup();
    stream.resume();
    expect(at(0).after).toBeNull();
    at(0).sink.next({ cursor: 'a', text: 'one' });
    at(0).sink.next({ cursor: 'b', text: 'two' });
    at(0).sink.error('lost');
    stream.resume();
    expect(at(1).after).toBe('b');
    at(1).sink.next({ cursor: 'c', text: 'three' });
    expect(events).toEqual(['one', 'two', 'three']);
  });

  it('does not subscribe twice', () => {
    const { stream, opened } = setup();
    stream.resume();
    stream.resume();
    expect(opened).toHaveLength(1);
  });

  it('leaves a lost socket to its owner', () => {
    const { stream, at, timers } = setup();
    stream.resume();
    at(0).sink.error('lost');
    expect(timers).toHaveLength(0);
  });

  it('ignores what an abandoned subscription still yields', () => {
    const { stream, at, events } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'one' });
    at(0).sink.error('lost');
    stream.resume();
    at(0).sink.next({ cursor: 'x', text: 'late' });
    at(0).sink.complete();
    at(1).sink.next({ cursor: 'b', text: 'two' });
    at(1).sink.error('lost');
    stream.resume();
    expect(events).toEqual(['one', 'two']);
    expect(at(2).after).toBe('b');
  });

  it('starts from a snapshot when the socket is lost between a reset and the snapshot', () => {
    const { stream, at } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'one' });
    at(0).sink.next({ cursor: 'z', text: 'reset', reset: true });
    at(0).sink.error('lost');
    stream.resume();
    expect(at(1).after).toBeNull();
  });

  it('goes on from the snapshot that follows a reset', () => {
    const { stream, at, events } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'reset', reset: true });
    at(0).sink.next({ cursor: 'm', text: 'snapshot' });
    at(0).sink.error('lost');
    stream.resume();
    expect(at(1).after).toBe('m');
    expect(events).toEqual(['reset', 'snapshot']);
  });

  it('starts from a snapshot when the server does not know the cursor', () => {
    const { stream, at, ends, fire } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'one' });
    at(0).sink.error('lost');
    stream.resume();
    at(1).sink.error('BAD_USER_INPUT');
    fire();
    expect(at(2).after).toBeNull();
    expect(ends).toEqual([]);
  });

  it('ends with the last event, and stays ended', () => {
    const { stream, at, ends, opened } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'closed', last: true });
    at(0).sink.complete();
    stream.resume();
    expect(ends).toEqual([{ kind: 'closed' }]);
    expect(opened).toHaveLength(1);
  });

  it.each(['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'] as const)('ends when the server refuses with %s', (code) => {
    const { stream, at, ends, timers } = setup();
    stream.resume();
    at(0).sink.error(code);
    expect(ends).toEqual([{ kind: 'refused', code, details: {} }]);
    expect(timers).toHaveLength(0);
  });

  it('retries with growing waits while the server breaks off, also right after the opening event', () => {
    const { stream, at, timers, fire } = setup();
    stream.resume();
    at(0).sink.next({ cursor: 'a', text: 'opened' });
    at(0).sink.complete();
    expect(timers[0]?.delayMs).toBe(0);
    fire();
    at(1).sink.next({ cursor: 'a', text: 'opened' });
    at(1).sink.error('UNAVAILABLE');
    expect(timers[0]?.delayMs).toBe(100);
    fire();
    expect(at(2).after).toBe('a');
  });

  it('resumes at once when a new socket comes before the retry', () => {
    const { stream, at, opened, timers } = setup();
    stream.resume();
    at(0).sink.error('RATE_LIMITED');
    stream.resume();
    expect(opened).toHaveLength(2);
    expect(timers).toHaveLength(0);
  });

  it('stops and stays silent once closed', () => {
    const { stream, at, events, opened } = setup();
    stream.resume();
    stream.close();
    at(0).sink.next({ cursor: 'a', text: 'late' });
    stream.resume();
    expect(at(0).stopped).toBe(true);
    expect(events).toEqual([]);
    expect(opened).toHaveLength(1);
  });
});
