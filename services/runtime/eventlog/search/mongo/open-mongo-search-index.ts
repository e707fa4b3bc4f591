import type { AnyBulkWriteOperation, Collection, Db, Filter } from 'mongodb';
import { badInput } from '../../../kernel/errors/app-error.ts';
import { mapErrors } from '../../store/mongo/errors.ts';
import type { SearchEntry, SearchIndex, SearchQuery } from '../port.ts';
import { termsOf, wantedBy } from '../words.ts';

/** The terms of a text, and its tags behind a mark that no term has, so that one index serves both. */
interface EntryDocument {
  _id: string;
  atMs: number;
  version: number;
  keys: string[];
}

interface StateDocument {
  _id: 'state';
  version: number;
  filled: boolean;
}

const MOST_MS = 5_000;
const CURSOR = /^([0-9]{1,16}) (.+)$/;

/** Opens the index in two collections of the database, `search` and `searchState`; empties it where it is of another version. */
export async function openMongoSearchIndex({ db, version }: { db: Db; version: number }): Promise<SearchIndex> {
  const entries = db.collection<EntryDocument>('search');
  const state = db.collection<StateDocument>('searchState');

  const clear = async (): Promise<void> => {
    const empty = { $set: { version, filled: false } };
    await state.updateOne({ _id: 'state' }, empty, { upsert: true });
    await entries.deleteMany({});
  };

  await mapErrors(async () => {
    // The server walks it backwards where the oldest are asked for.
    await entries.createIndex({ keys: 1, atMs: -1, _id: -1 });
    const found = await state.findOne({ _id: 'state' });
    if (found?.version !== version) await clear();
  });

  return {
    put: (added) => mapErrors(() => putAll(entries, added)),
    find: (query) => mapErrors(() => find(entries, query)),
    isFilled: () => mapErrors(async () => (await state.findOne({ _id: 'state' }))?.filled === true),
    markFilled: () =>
      mapErrors(async () => {
        await state.updateOne({ _id: 'state', version }, { $set: { filled: true } });
      }),
    clear: () => mapErrors(clear),
    close: async () => {},
  };
}

/** The server compares the versions, so that entries that replicas write at the same time end in the newest of them. */
async function putAll(entries: Collection<EntryDocument>, added: readonly SearchEntry[]): Promise<void> {
  if (added.length === 0) return;
  const writes = added.map(({ id, atMs, version, text, tags }): AnyBulkWriteOperation<EntryDocument> => {
    const keys = [...tags.map(tagKey), ...termsOf(text)];
    const isNewer = { $lt: [{ $ifNull: ['$version', -1] }, version] };
    const entry = { $literal: { _id: id, atMs, version, keys } };
    const update = [{ $replaceWith: { $cond: [isNewer, entry, '$$ROOT'] } }];
    return { updateOne: { filter: { _id: id }, update, upsert: true } };
  });
  await entries.bulkWrite(writes, { ordered: true });
}

async function find(entries: Collection<EntryDocument>, { order = 'NEWEST', ...query }: SearchQuery) {
  const conditions = conditionsOf({ ...query, order });
  if (!conditions) return [];
  const found = await entries
    .find({ $and: [{}, ...conditions] }, { projection: { atMs: 1 }, maxTimeMS: MOST_MS })
    .sort(order === 'NEWEST' ? { atMs: -1, _id: -1 } : { atMs: 1, _id: 1 })
    .limit(query.limit)
    .toArray();
  return found.map(({ _id, atMs }) => ({ id: _id, cursor: `${atMs} ${_id}` }));
}

/** Undefined where nothing can be found. */
function conditionsOf({ text, all = [], any, after, order }: SearchQuery): Filter<EntryDocument>[] | undefined {
  const conditions: Filter<EntryDocument>[] = after === undefined ? [] : [behind(after, order)];
  conditions.push(...all.map((tag) => ({ keys: tagKey(tag) })));
  if (any?.length === 0) return undefined;
  if (any) conditions.push({ keys: { $in: any.map(tagKey) } });
  if (text === undefined) return conditions;
  const wanted = wantedBy(text);
  if (!wanted) return undefined;
  const { terms, last } = wanted;
  conditions.push(...terms.map((term) => ({ keys: term })));
  // A term holds letters, digits, marks, emoji and wide signs only: none of them means anything in an expression.
  if (last) conditions.push({ keys: { $in: [last.stem, new RegExp(`^${last.prefix}`)] } });
  return conditions;
}

function behind(cursor: string, order: SearchQuery['order']): Filter<EntryDocument> {
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw badInput('after', 'This is no cursor of this list.');
  const atMs = Number(at);
  if (order === 'OLDEST') return { $or: [{ atMs: { $gt: atMs } }, { atMs, _id: { $gt: id } }] };
  return { $or: [{ atMs: { $lt: atMs } }, { atMs, _id: { $lt: id } }] };
}

function tagKey(tag: string): string {
  return `#${tag}`;
}
