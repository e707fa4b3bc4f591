import { eventually } from '@confab/runtime/testing/eventually';
import type { Result } from './graphql-client.ts';
import type { Person } from './person.ts';

/** An operation that can be sent under any name, so that its text is one's own or the same for all. */
export interface ComparedDocument {
  /** Whether it is to look the same to every viewer. */
  shared: boolean;
  text(name: string): string;
}

export interface ComparedOptions {
  viewers: readonly Person[];
  documents: readonly ComparedDocument[];
  /** Tells of every event what kind it is, and its cursor where it has one. */
  monitor: ComparedDocument;
  variables?: object;
  /** Results that a subscription begins with. */
  opening?(viewer: Person): number;
  /** Each viewer is the first once, and the next one comes when the one before has everything open. Otherwise all come at once. */
  inTurn: boolean;
  /** Kinds of events that are compared; others come and go. */
  isMeant?(kind: string): boolean;
}

/** Subscriptions to the same events, of several viewers: each document once with a text of the viewer's own, and as often as there are viewers with one that all have. */
export interface ComparedStreams {
  /** Kinds of the events that came since all was open, once all of them have arrived everywhere. */
  settled(): Promise<string[]>;
  /** What the monitor showed of them to the first viewer so far. */
  monitored(): Got['data'][];
  /** Fails unless each viewer got the same under all texts of a document, and all viewers the same of those that are shared. */
  compare(): Promise<void>;
  /** Where the viewers stood when all was open. */
  readonly cursor: string | undefined;
  stop(): void;
}

type Got = Result<Record<string, { __typename: string; cursor?: string } | null>>;

interface Stream {
  got: Got[];
  stop(): void;
}

interface Viewed {
  viewer: Person;
  own: Stream[];
  common: Stream[][];
}

const PATIENCE = { timeoutMs: 30_000 };
let names = 0;
const nextName = (kind: string) => {
  names += 1;
  return `${kind}${names}`;
};

export async function compareStreams(options: ComparedOptions): Promise<ComparedStreams> {
  const { documents, opening = () => 1, inTurn, isMeant = () => true } = options;
  const opened = (viewer: Person, streams: readonly Stream[]) =>
    eventually(() => {
      for (const { got } of streams) expect(got.length).toBeGreaterThanOrEqual(opening(viewer));
    }, PATIENCE);
  const open = async (viewer: Person, texts: readonly string[], wait = inTurn): Promise<Stream[]> => {
    const streams = texts.map((text) => follow(viewer, text, options.variables));
    if (wait) await opened(viewer, streams);
    return streams;
  };

  const viewed: Viewed[] = [];
  for (const viewer of options.viewers) {
    const name = nextName('Own');
    const own = await open(
      viewer,
      documents.map(({ text }) => text(name)),
    );
    viewed.push({ viewer, own, common: documents.map(() => []) });
  }
  for (const first of inTurn ? viewed.keys() : [0]) {
    const name = nextName('Common');
    // Whoever is first executes what is shared; of the rest each executes their own, in any order.
    const asked = documents.filter(({ shared }) => shared || first === 0);
    for (const { viewer, common } of [...viewed.slice(first), ...viewed.slice(0, first)]) {
      const streams = await open(
        viewer,
        asked.map(({ text }) => text(name)),
      );
      for (const [at, stream] of streams.entries())
        common[documents.indexOf(asked[at] as ComparedDocument)]?.push(stream);
    }
  }
  const monitors = new Map<Person, { stream: Stream; base: number }>();
  for (const { viewer, own, common } of viewed) {
    await opened(viewer, [...own, ...common.flat()]);
    const [stream] = await open(viewer, [options.monitor.text(nextName('Monitor'))], true);
    if (stream) monitors.set(viewer, { stream, base: opening(viewer) });
  }

  const told = (viewer: Person): string[] => {
    const { stream, base } = monitors.get(viewer) ?? { base: 0 };
    return (stream?.got.slice(base) ?? []).map(kindOf).filter(isMeant);
  };
  const last = ({ got }: Stream, count: number): Got[] => {
    const meant = got.filter((result) => isMeant(kindOf(result)));
    return count === 0 ? [] : meant.slice(-count);
  };
  const [reference] = viewed;
  if (!reference) throw new Error('nobody views anything');
  /** What each stream had got at the moment when all had got the same. What comes right after it is not in it. */
  const agreed = async (): Promise<{ kinds: string[]; shownBy: Map<Stream, unknown[]> }> => {
    let kinds: string[] = [];
    const shownBy = new Map<Stream, unknown[]>();
    await eventually(() => {
      kinds = told(reference.viewer);
      for (const { viewer, own, common } of viewed) {
        expect(told(viewer)).toEqual(kinds);
        for (const stream of [...own, ...common.flat()]) {
          const arrived = last(stream, kinds.length);
          const got = arrived.map(kindOf).map((kind, at) => (kind === UNKNOWN ? kinds[at] : kind));
          expect(got).toEqual(kinds);
          shownBy.set(stream, shown(arrived));
        }
      }
    }, PATIENCE);
    return { kinds, shownBy };
  };

  return {
    settled: async () => (await agreed()).kinds,
    monitored() {
      const { stream, base } = monitors.get(reference.viewer) ?? { base: 0 };
      return stream?.got.slice(base).map(({ data }) => data) ?? [];
    },
    async compare() {
      const { shownBy } = await agreed();
      for (const { own, common } of viewed) {
        for (const [at, document] of documents.entries()) {
          const mine = shownBy.get(own[at] as Stream);
          for (const stream of common[at] ?? []) expect(shownBy.get(stream)).toEqual(mine);
          if (document.shared) expect(mine).toEqual(shownBy.get(reference.own[at] as Stream));
        }
      }
    },
    get cursor() {
      const [first] = monitors.values();
      return cursorOf(first?.stream.got[first.base - 1]);
    },
    stop() {
      for (const { own, common } of viewed) for (const { stop } of [...own, ...common.flat()]) stop();
      for (const { stream } of monitors.values()) stream.stop();
    },
  };
}

function follow(viewer: Person, text: string, variables: object | undefined): Stream {
  const got: Got[] = [];
  const { events, stop } = viewer.follow<NonNullable<Got['data']>>(text, variables);
  const take = async () => {
    for await (const result of events) got.push(result);
  };
  take().catch((error: unknown) => got.push({ errors: [{ message: String(error) }] }));
  return { got, stop };
}

/** Of an event that could not be shown at all. */
const UNKNOWN = '?';

function kindOf({ data }: Got): string {
  return Object.values(data ?? {})[0]?.__typename ?? UNKNOWN;
}

function cursorOf(result: Got | undefined): string | undefined {
  return Object.values(result?.data ?? {})[0]?.cursor;
}

/** Without what says where in the text of the document an error lies. */
function shown(results: readonly Got[]): unknown[] {
  return results.map(({ data, errors }) => ({
    data,
    errors: errors?.map((error) => ({ ...error, locations: undefined })),
  }));
}
