import { type App, startApp } from './app.ts';
import { createRoom } from './chat.ts';
import { type Person, register } from './person.ts';

const QUERY = `query ($room: String!, $first: Int, $after: String) {
  room(name: $room) { name members(first: $first, after: $after) { edges { node { user { username } } } } } }`;

const ASKED = [
  { room: 'lobby', first: 1 },
  { room: 'no-such-room', first: 1 },
  { room: 'lobby', first: 101 },
  { room: 'lobby', first: 'x' },
  { room: 'lobby', first: null, after: null },
  { room: 'lobby', after: '' },
  { room: 'lobby' },
];

/** Beyond the 500 executions after which an operation is compiled. */
const OFTEN = 501;

describe('an operation that comes often over HTTP', () => {
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp();
    ann = await register(app.url, 'ann');
    await createRoom(ann, 'lobby');
  });
  afterAll(async () => {
    await ann?.close();
    await app?.close();
  });

  const answers = () => Promise.all(ASKED.map((variables) => ann.execute<unknown>(QUERY, variables)));
  type Answers = Awaited<ReturnType<typeof answers>>;
  /** graphql-js says where in the text of the operation a refused field stands, compiled code does not. */
  const whereRefused = (all: Answers) => all.map(({ errors }) => errors.some((error) => 'locations' in error));
  const withoutPlaces = (all: Answers) =>
    all.map(({ errors, ...rest }) => ({
      ...rest,
      errors: errors.map((error) => ({ ...error, locations: undefined })),
    }));

  it('is answered as it was the first time: data, errors and status', async () => {
    const first = await answers();
    expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200]);
    expect(first.map(({ errors }) => errors[0]?.extensions?.code)).toEqual([
      undefined,
      ...['NOT_FOUND', 'BAD_USER_INPUT', 'BAD_USER_INPUT'],
      ...[undefined, undefined, undefined],
    ]);
    expect(first.slice(4, 6)).toEqual([first[6], first[6]]);
    for (let n = 0; n < OFTEN; n += ASKED.length) await answers();
    const often = await answers();
    expect(whereRefused(first)).toEqual([false, true, true, true, false, false, false]);
    expect(whereRefused(often)).toEqual([false, false, false, true, false, false, false]);
    expect(withoutPlaces(often)).toEqual(withoutPlaces(first));
  });
});
