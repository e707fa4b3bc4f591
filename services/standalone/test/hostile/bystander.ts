import { eventually } from '@confab/runtime/testing/eventually';
import { createRoom, joinRoom, post, whisper } from '../chat.ts';
import { type Person, register } from '../person.ts';
import { askFrom } from '../stranger.ts';
import { Journal, type RoomEvent } from './journal.ts';
import { ROOM_WITH_BANS } from './room-events.ts';
import { bystanderRoom, type Target } from './target.ts';

const INBOX = 'subscription { inboxEvents { __typename ... on DirectMessagePosted { message { text } } } }';
const LOBBY = 'subscription { roomListEvents { __typename ... on RoomListed { room { name } } } }';
const READ = `query ($room: String!) {
  me { id } room(name: $room) { messages(last: 20) { edges { node { text author { username } } } } } }`;
const UPDATE = 'mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }';
const BAN = 'mutation ($input: RoomUserInput!) { banFromRoom(input: $input) { room { id } } }';
const BEAT_MS = 20;
const BEATS_A_COMING = 4;
const BEATS_A_TOPIC = 10;
const PATIENCE_MS = 20_000;

/** Milliseconds that each of them took. */
export interface Waits {
  posting: number[];
  /** From posting a message to seeing it. */
  seeing: number[];
  reading: number[];
  /** A request over a connection of its own. */
  coming: number[];
}

/**
 * Somebody who posts, reads and follows a room of their own and their inbox. They never wait for one
 * thing before they do the next: who waits does not notice how long others had to.
 */
export class Bystander {
  readonly person: Person;
  readonly #friend: Person;
  readonly #url: string;
  readonly #journal: Journal;
  #following: Promise<unknown> = Promise.resolve();
  /** One change of the topic after the other: what comes of two at once has no order. */
  #changing = Promise.resolve();
  #posts = 0;

  private constructor(url: string, person: Person, friend: Person) {
    this.#url = url;
    this.person = person;
    this.#friend = friend;
    this.#journal = new Journal(person.username);
  }

  /** The reason of a ban in their room is the secret, which only they may read. */
  static async arrive({ product: { url } }: Target, secret: string): Promise<Bystander> {
    const [person, friend, troll] = await Promise.all(['bea', 'friend', 'troll'].map((name) => register(url, name)));
    if (!person || !friend || !troll) throw new Error('three were registered');
    await createRoom(person, bystanderRoom);
    await joinRoom(troll, bystanderRoom);
    await person.request(BAN, { input: { room: bystanderRoom, username: troll.username, reason: secret } });
    const bystander = new Bystander(url, person, friend);
    await bystander.#follow();
    return bystander;
  }

  /**
   * Does so many things at an even pace, more of them where something else is not over yet. Resolves
   * once each is done and every message has come.
   */
  async live(beats: number, meanwhile: Promise<unknown> = Promise.resolve()): Promise<Waits> {
    const waits: Waits = { posting: [], seeing: [], reading: [], coming: [] };
    const posted = new Map<string, number>();
    let isOver = false;
    const done: Promise<unknown>[] = [meanwhile.then(() => (isOver = true))];
    for (let beat = 0; beat < beats || !isOver; beat += 1) {
      if (beat * BEAT_MS > PATIENCE_MS) throw new Error('what was to happen meanwhile did not');
      done.push(this.#post(waits, posted), this.#read(waits));
      if (beat % BEATS_A_COMING === 0) done.push(this.#comeIn(waits));
      if (beat % BEATS_A_TOPIC === 0) this.#changing = this.#changing.then(() => this.#changeTopic());
      await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
    }
    await Promise.all([...done, this.#changing, this.#hearFromFriend()]);
    await eventually(() => expect(this.#journal.hasSeenAll()).toBe(true), { timeoutMs: PATIENCE_MS });
    waits.seeing = [...posted].map(([text, at]) => this.#journal.seenAt(text) - at);
    return waits;
  }

  missedNothing(secret: string): Promise<void> {
    return this.#journal.missedNothing(secret);
  }

  /** Looks at the lobby until each of these rooms was listed. */
  async seesInLobby(rooms: readonly string[]): Promise<void> {
    const { events, stop } = this.person.subscribe<{ room?: { name: string } }>(LOBBY);
    const left = new Set(rooms);
    while (left.size > 0) left.delete((await events.next(PATIENCE_MS))?.room?.name ?? '');
    stop();
  }

  /** Closes what they had open. */
  async leave(): Promise<void> {
    await this.person.close();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const room = this.person.subscribe<RoomEvent>(ROOM_WITH_BANS, { room: bystanderRoom });
    const inbox = this.person.subscribe<{ __typename: string; message?: { text: string } }>(INBOX);
    await Promise.all([room.events.next(), inbox.events.next()]);
    const seen = async () => {
      for await (const event of room.events) this.#journal.see(event);
    };
    const heard = async () => {
      for await (const { __typename, message } of inbox.events) this.#journal.inbox.push(message ?? __typename);
    };
    this.#following = Promise.all([seen(), heard()]);
  }

  async #post(waits: Waits, posted: Map<string, number>): Promise<void> {
    this.#posts += 1;
    const text = `bea ${this.#posts}`;
    const at = performance.now();
    posted.set(text, at);
    const { seq } = await post(this.person, { room: bystanderRoom, text });
    waits.posting.push(performance.now() - at);
    this.#journal.acknowledged.push({ seq, text });
  }

  async #read(waits: Waits): Promise<void> {
    const at = performance.now();
    await this.person.request(READ, { room: bystanderRoom });
    waits.reading.push(performance.now() - at);
  }

  async #comeIn(waits: Waits): Promise<void> {
    const at = performance.now();
    expect(await askFrom({ url: this.#url, from: '127.0.0.1' })).toMatchObject({ status: 200 });
    waits.coming.push(performance.now() - at);
  }

  async #changeTopic(): Promise<void> {
    const topic = `topic ${this.#journal.topics.length}`;
    this.#journal.topics.push(topic);
    await this.person.request(UPDATE, { input: { room: bystanderRoom, topic } });
  }

  async #hearFromFriend(): Promise<void> {
    const text = `how are you ${this.#journal.whispered.length}`;
    this.#journal.whispered.push(text);
    await whisper(this.#friend, { to: this.person.username, text });
  }
}
