import 'fake-indexeddb/auto';
import { createDatabase, type DBSchema } from './database.ts';
import { BrowserFailure } from './limit.ts';

interface Schema extends DBSchema {
  things: { key: string; value: { id: string } };
}

const real = globalThis.indexedDB;
let databases = 0;

const create = (name = `test ${++databases}`) =>
  createDatabase<Schema>({
    name,
    store: 'things',
    limitMs: 100,
    create: (created) => void created.createObjectStore('things', { keyPath: 'id' }),
  });
const names = (database: ReturnType<typeof create>) => database.read((things) => things.getAllKeys());

/** Keeps every other transaction on the store waiting. Returns how to let them go on. */
async function occupy(name: string): Promise<() => void> {
  const opening = real.open(name);
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const transaction = opening.result.transaction('things', 'readwrite');
  let isOver = false;
  const goOn = () => {
    if (!isOver) transaction.objectStore('things').count().onsuccess = goOn;
  };
  goOn();
  return () => {
    isOver = true;
  };
}

describe('a database of the browser', () => {
  afterEach(() => Object.assign(globalThis, { indexedDB: real }));

  it('keeps what is written', async () => {
    const database = create();
    await database.write((things) => things.add({ id: 'a' }));
    expect(await names(database)).toEqual(['a']);
  });

  it('changes nothing where a part of the work fails, and goes on', async () => {
    const database = create();
    await database.write((things) => things.add({ id: 'a' }));
    const twice = database.write(async (things) => {
      await things.add({ id: 'b' });
      await things.add({ id: 'a' });
    });
    await expect(twice).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(await names(database)).toEqual(['a']);
  });

  it.each([
    ['is missing', undefined],
    [
      'throws',
      {
        open: () => {
          throw new DOMException('insecure', 'SecurityError');
        },
      },
    ],
  ])('rejects at once where IndexedDB %s', async (_case, value) => {
    const database = create();
    Object.assign(globalThis, { indexedDB: value });
    await expect(names(database)).rejects.toThrow();
    await expect(database.write((things) => things.add({ id: 'a' }))).rejects.toThrow();
  });

  it('is given up where it is never opened, and closed where it is opened late', async () => {
    const name = 'late';
    let open: () => void = () => undefined;
    let isClosed = false;
    Object.assign(globalThis, {
      indexedDB: {
        open(...args: [string, number]) {
          const request = real.open(...args);
          const listen = request.addEventListener.bind(request);
          request.addEventListener = ((type: string, hear: (event: Event) => void) =>
            listen(type, (event: Event) => {
              if (type !== 'success') return hear(event);
              const { result } = request;
              const close = result.close.bind(result);
              result.close = () => {
                isClosed = true;
                close();
              };
              open = () => hear(event);
            })) as typeof request.addEventListener;
          return request;
        },
      },
    });
    const database = create(name);
    await expect(database.write((things) => things.add({ id: 'a' }))).rejects.toBeInstanceOf(BrowserFailure);
    open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(true);
    await expect(names(database)).rejects.toBeInstanceOf(BrowserFailure);
    Object.assign(globalThis, { indexedDB: real });
    expect(await names(create(name))).toEqual([]);
  });

  it('writes nothing late that was given up', async () => {
    const name = 'occupied';
    const database = create(name);
    expect(await names(database)).toEqual([]);
    const leave = await occupy(name);
    await expect(database.write((things) => things.add({ id: 'a' }))).rejects.toBeInstanceOf(BrowserFailure);
    leave();
    await expect(names(database)).rejects.toBeInstanceOf(BrowserFailure);
    expect(await names(create(name))).toEqual([]);
  });

  it('is opened again after the browser has closed it', async () => {
    const name = 'closed';
    const database = create(name);
    await database.write((things) => things.add({ id: 'a' }));
    // A later version of the client takes it, and is gone again.
    await new Promise((resolve) => real.deleteDatabase(name).addEventListener('success', resolve));
    expect(await names(database)).toEqual([]);
  });
});
