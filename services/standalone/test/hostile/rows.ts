import { block } from '../block.ts';
import { history } from '../chat.ts';
import type { AttackName } from './attacks.ts';
import type { Bystander } from './bystander.ts';
import type { Scene } from './scene.ts';
import { bystanderRoom, type Target } from './target.ts';

/** Who is there besides the attacker. */
export interface Stage {
  bea: Bystander;
  target: Target;
}

/** An attack, and what has to be true of it. */
export interface Row {
  /** How it goes on after "somebody". */
  name: string;
  attack: AttackName;
  /** Codes that it is answered with, each at least once. `none` stands for what is permitted. */
  answers: readonly string[];
  /** Others that it may be answered with, by how far it comes. */
  perhaps?: readonly string[];
  before?(stage: Stage, scene: Scene): Promise<unknown>;
  during?(stage: Stage): Promise<unknown>;
  after?(stage: Stage): Promise<unknown>;
}

const LIMITED = ['RATE_LIMITED'];
const REFUSED = ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'NOT_FOUND', ...LIMITED];

export const ROWS: readonly Row[] = [
  {
    name: 'who subscribes as a moderator does reads nothing of a moderator’s, and takes no event from one',
    attack: 'readOverAShoulder',
    answers: ['none', 'FORBIDDEN'],
    perhaps: LIMITED,
  },
  {
    name: 'who sends junk along with subscriptions fills no memory',
    attack: 'subscribeWithJunk',
    answers: ['none'],
    perhaps: LIMITED,
  },
  {
    name: 'who subscribes with long keys of one length stops nobody',
    attack: 'subscribeWithKeysOfOneLength',
    answers: ['none', 'BAD_USER_INPUT'],
    perhaps: LIMITED,
  },
  {
    name: 'who asks for the dearest pages all the time makes nobody wait',
    attack: 'askForTheDearestPages',
    answers: ['none'],
    perhaps: LIMITED,
  },
  {
    name: 'who selects the most of every event on many sockets makes nobody wait',
    attack: 'selectEventsDearly',
    answers: ['none'],
    perhaps: LIMITED,
  },
  {
    name: 'who goes on asking without waiting for answers makes nobody wait',
    attack: 'askWithoutWaiting',
    answers: ['none', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'],
    perhaps: LIMITED,
  },
  {
    name: 'who pings on many sockets without a pause makes nobody wait',
    attack: 'chatterWithoutAsking',
    answers: [],
  },
  {
    name: 'who has a hundred private rooms in front hides the lobby from nobody',
    attack: 'fillTheLobby',
    answers: ['none'],
    perhaps: LIMITED,
    during: ({ bea, target }) => bea.seesInLobby([bystanderRoom, ...target.rooms]),
  },
  {
    name: 'who puts conditions on the roots of subscriptions is answered, and loses no socket',
    attack: 'putConditionsOnRoots',
    answers: ['GRAPHQL_VALIDATION_FAILED'],
    perhaps: REFUSED,
  },
  {
    name: 'who sends variables that do not fit alarms no operator',
    attack: 'sendVariablesThatDoNotFit',
    answers: ['BAD_USER_INPUT'],
    perhaps: ['none', ...REFUSED],
  },
  {
    name: 'who sends new documents all the time makes nobody wait',
    attack: 'sendNewDocuments',
    answers: ['none'],
    perhaps: LIMITED,
  },
  {
    name: 'who opens more connections than there is room for keeps nobody out',
    attack: 'connectAndSayNothing',
    answers: [],
  },
  {
    name: 'who repeats keys with other messages is told each time that nothing was sent',
    attack: 'repeatKeys',
    answers: ['none', 'CONFLICT'],
    perhaps: LIMITED,
    after: sentNothingElse,
  },
  {
    name: 'who is blocked, and types, writes, invites and mentions, is not heard',
    attack: 'pesterSomebody',
    answers: ['none'],
    perhaps: LIMITED,
    before: ({ bea }, { username }) => block(bea.person, username),
  },
];

/** The messages that came with a key for the second time begin with `not`. */
async function sentNothingElse({ target }: Stage): Promise<void> {
  const texts = await Promise.all(target.rooms.slice(1, 3).map((room) => history(target.host, room)));
  const keyed = texts.flat().map(({ text }) => text);
  expect(keyed.filter((text) => text.startsWith('key '))).not.toEqual([]);
  expect(keyed.filter((text) => text.startsWith('not '))).toEqual([]);
}
