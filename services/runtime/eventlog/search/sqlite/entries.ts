import type { DatabaseSync } from 'node:sqlite';
import { badInput } from '../../../kernel/errors/app-error.ts';
import { transact } from '../../store/sqlite/transact.ts';
import type { SearchEntry, SearchHit, SearchQuery } from '../port.ts';
import { termsOf, wantedBy } from '../words.ts';

/** Entries of one millisecond that have a place of their own; those beyond go into the next. Keeps places below 2^53 until the year 2248. */
const PLACES = 1_024;
const CURSOR = /^[0-9]{1,16}$/;

/** BAD_USER_INPUT naming `after` for anything but the cursor of a hit. */
export function checkCursor(after: string | undefined): void {
  if (after !== undefined && !CURSOR.test(after)) throw badInput('after', 'This is no cursor of this list.');
}

/** A walk over the places from one that lies before all of them. */
interface Direction {
  start: number;
  comparison: '<' | '>';
  direction: 'ASC' | 'DESC';
}
const NEWEST_FIRST: Direction = { start: Number.MAX_SAFE_INTEGER, comparison: '<', direction: 'DESC' };
const OLDEST_FIRST: Direction = { start: -1, comparison: '>', direction: 'ASC' };

export interface Entries {
  put(entries: readonly SearchEntry[]): void;
  find(query: SearchQuery): SearchHit[];
}

export function createEntries(db: DatabaseSync): Entries {
  const known = db.prepare('SELECT place, version FROM entries WHERE id = ?');
  const lastOf = db.prepare('SELECT max(place) AS place FROM entries WHERE place >= ? AND place < ?');
  const addEntry = db.prepare('INSERT INTO entries (place, id, version) VALUES (?, ?, ?)');
  const setVersion = db.prepare('UPDATE entries SET version = ? WHERE place = ?');
  const addWords = db.prepare('INSERT INTO words (rowid, terms, tags) VALUES (?, ?, ?)');
  const removeWords = db.prepare('DELETE FROM words WHERE rowid = ?');
  const idOf = db.prepare('SELECT id FROM entries WHERE place = ?');
  const listings = { NEWEST: prepareListing(db, NEWEST_FIRST), OLDEST: prepareListing(db, OLDEST_FIRST) };

  const freePlace = (atMs: number): number => {
    const start = Math.trunc(atMs) * PLACES;
    const last = lastOf.get(start, start + PLACES)?.['place'] as number | null;
    if (last === null) return start;
    return last + 1 < start + PLACES ? last + 1 : freePlace(atMs + 1);
  };
  const putOne = ({ id, atMs, version, text, tags }: SearchEntry): void => {
    const before = known.get(id) as { place: number; version: number } | undefined;
    if (before && before.version >= version) return;
    const place = before?.place ?? freePlace(atMs);
    if (before) {
      removeWords.run(place);
      setVersion.run(version, place);
    } else addEntry.run(place, id, version);
    addWords.run(place, termsOf(text).join(' '), tags.join(' '));
  };

  return {
    put: (entries) => transact(db, () => entries.forEach(putOne)),
    find({ after, limit, order = 'NEWEST', ...query }) {
      const { start, matching, all } = listings[order];
      const behind = after === undefined ? start : Number(after);
      const match = matchOf(query);
      if (match === undefined) return [];
      const found = match === '' ? all.all(behind, limit) : matching.all(match, behind, limit);
      return found.map((row) => {
        const place = row['place'] as number;
        return { id: idOf.get(place)?.['id'] as string, cursor: String(place) };
      });
    },
  };
}

/** Both tables are kept in the order of places, which either is read along or against: no order needs an index of its own. */
function prepareListing(db: DatabaseSync, { start, comparison, direction }: Direction) {
  return {
    start,
    matching: db.prepare(
      `SELECT rowid AS place FROM words WHERE words MATCH ? AND rowid ${comparison} ? ORDER BY rowid ${direction} LIMIT ?`,
    ),
    all: db.prepare(`SELECT place FROM entries WHERE place ${comparison} ? ORDER BY place ${direction} LIMIT ?`),
  };
}

/** The query in FTS5's language; empty for everything, undefined for nothing. Every word and tag is quoted: none of them is a part of the language. */
function matchOf({ text, all = [], any }: Pick<SearchQuery, 'text' | 'all' | 'any'>): string | undefined {
  const conditions = all.map((tag) => `tags : ${quoted(tag)}`);
  if (any) {
    if (any.length === 0) return undefined;
    conditions.push(`tags : (${any.map(quoted).join(' OR ')})`);
  }
  if (text !== undefined) {
    const wanted = wantedBy(text);
    if (!wanted) return undefined;
    const { terms, last } = wanted;
    const words = terms.map(quoted);
    if (last) words.push(`(${quoted(last.prefix)} * OR ${quoted(last.stem)})`);
    conditions.push(`terms : (${words.join(' AND ')})`);
  }
  return conditions.join(' AND ');
}

function quoted(token: string): string {
  return `"${token.replaceAll('"', '""')}"`;
}
