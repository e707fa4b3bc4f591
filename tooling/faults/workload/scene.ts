import { type Account, register } from './account.ts';
import { type Entrances, post } from './endpoint.ts';
import type { Feed } from './feeds.ts';

const ROOMS = ['war-1', 'war-2', 'war-3', 'war-4'];
/** Writers are no members of it. */
const SEALED = 'sealed';

/** Who and what there is, made before anything breaks. */
export interface Scene {
  /** Owner and member of every room; the server's administrator. */
  host: Account;
  writers: readonly Account[];
  readers: readonly Account[];
  wanderers: readonly Account[];
  /** Followed and written to by everybody. */
  rooms: readonly Extract<Feed, { kind: 'room' }>[];
  sealed: string;
}

export interface Cast {
  writers: number;
  readers: number;
  wanderers: number;
}

export async function setScene(entrances: Entrances, cast: Cast): Promise<Scene> {
  const host = await register(entrances, 'host');
  const some = async (name: string, count: number) => {
    const accounts: Account[] = [];
    for (let i = 0; i < count; i += 1) accounts.push(await register(entrances, `${name}-${i}`));
    return accounts;
  };
  const scene = {
    host,
    writers: await some('writer', cast.writers),
    readers: await some('reader', cast.readers),
    wanderers: await some('wanderer', cast.wanderers),
  };
  const create = async (name: string) => {
    const input = { name };
    const data = await ask(host, 'createRoom', 'CreateRoomInput', input);
    return { kind: 'room' as const, name, id: data.room.id };
  };
  const rooms: Scene['rooms'][number][] = [];
  for (const name of ROOMS) {
    rooms.push(await create(name));
    for (const account of scene.writers) await ask(account, 'joinRoom', 'RoomInput', { room: name });
  }
  await create(SEALED);
  return { ...scene, rooms, sealed: SEALED };

  async function ask({ token }: Account, verb: string, type: string, input: object): Promise<{ room: { id: string } }> {
    const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { room { id } } }`;
    const data = await post(entrances.next(), { token, query, variables: { input } });
    return data[verb] as { room: { id: string } };
  }
}
