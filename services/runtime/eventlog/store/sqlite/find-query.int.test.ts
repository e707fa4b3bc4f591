import { DatabaseSync } from 'node:sqlite';
import type { CollectionSpec, Find } from '../projection.ts';
import { findQuery } from './find-query.ts';
import { createIndexNames } from './index-names.ts';
import { createCollection } from './schema.ts';
import { createStatements } from './statements.ts';

const spec: CollectionSpec = {
  key: ['timeline', 'seq'],
  indexes: { byAuthor: ['author', 'atMs'], byText: ['text'], byTimelineAuthor: ['timeline', 'author', 'seq'] },
};

/** What SQLite does for a find, one line a step. */
function planOf(find: Find): string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(createCollection('c_messages', spec));
  const { where, order, params } = findQuery(spec, find);
  const rows = createIndexNames(createStatements(db)).use('messages', find.index, (source) =>
    db.prepare(`EXPLAIN QUERY PLAN SELECT doc FROM ${source}${where}${order} LIMIT ?`).all(...params, find.limit),
  );
  db.close();
  return rows.map((row) => String(row['detail']));
}

describe('a find is one search in its index', () => {
  it.each<[string, Omit<Find, 'limit'>, string]>([
    ['newest page', { index: 'key', equal: ['t'], order: 'descending' }, 'PRIMARY KEY (timeline=?)'],
    [
      'page before',
      { index: 'key', equal: ['t'], lessThan: 9, order: 'descending' },
      'PRIMARY KEY (timeline=? AND seq<?)',
    ],
    [
      'between',
      { index: 'key', equal: ['t'], greaterThan: 2, lessThan: 9 },
      'PRIMARY KEY (timeline=? AND seq>? AND seq<?)',
    ],
    ['one document', { index: 'key', equal: ['t', 1] }, 'PRIMARY KEY (timeline=? AND seq=?)'],
    ['an author', { index: 'byAuthor', equal: ['ada'] }, `INDEX c_messages_byAuthor (<expr>=?)`],
    [
      'an author from a time on',
      { index: 'byAuthor', equal: ['ada'], greaterThan: 5, order: 'descending' },
      `INDEX c_messages_byAuthor (<expr>=? AND <expr>>?)`,
    ],
    [
      'an author at a time, paged by key',
      { index: 'byAuthor', equal: ['ada', 5], greaterThan: 't' },
      'INDEX c_messages_byAuthor (<expr>=? AND <expr>=? AND timeline>?)',
    ],
    ['a prefix', { index: 'byText', equal: [], startsWith: 'he' }, 'INDEX c_messages_byText (<expr>>? AND <expr><?)'],
    [
      'a prefix from a text on',
      { index: 'byText', equal: [], startsWith: 'he', greaterThan: 'hello' },
      'INDEX c_messages_byText (<expr>>? AND <expr><?)',
    ],
    [
      'an author in a timeline',
      { index: 'byTimelineAuthor', equal: ['t', 'ada'], order: 'descending' },
      'INDEX c_messages_byTimelineAuthor (timeline=? AND <expr>=?)',
    ],
    [
      'an author at a time in a timeline',
      { index: 'byAuthor', equal: ['ada', 5, 't'], lessThan: 7, order: 'descending' },
      'INDEX c_messages_byAuthor (<expr>=? AND <expr>=? AND timeline=? AND seq<?)',
    ],
    [
      'an author in a timeline before',
      { index: 'byTimelineAuthor', equal: ['t', 'ada'], lessThan: 7, order: 'descending' },
      'INDEX c_messages_byTimelineAuthor (timeline=? AND <expr>=? AND seq<?)',
    ],
  ])('%s', (_, find, search) => {
    expect(planOf({ ...find, limit: 50 })).toEqual([`SEARCH c_messages USING ${search}`]);
  });

  it('walks an index without sorting where nothing is equal', () => {
    expect(planOf({ index: 'key', equal: [], limit: 9 })).toEqual(['SCAN c_messages']);
    expect(planOf({ index: 'byText', equal: [], order: 'descending', limit: 9 })).toEqual([
      expect.stringContaining('c_messages USING INDEX c_messages_byText'),
    ]);
  });
});

describe('bounds of a find', () => {
  it.each<[string, Partial<Find>, (string | number)[]]>([
    ['a prefix ends before its successor', { startsWith: 'ab' }, ['ab', 'ac']],
    ['surrogates are skipped', { startsWith: '\ud7ff' }, ['\ud7ff', '\ue000']],
    ['the last code point carries over', { startsWith: 'a\u{10ffff}' }, ['a\u{10ffff}', 'b']],
    ['a prefix of last code points has no end', { startsWith: '\u{10ffff}' }, ['\u{10ffff}']],
    ['the tighter lower bound wins', { startsWith: 'b', greaterThan: 'a' }, ['b', 'c']],
    ['the tighter lower bound wins the other way', { startsWith: 'b', greaterThan: 'ba' }, ['ba', 'c']],
    ['the tighter upper bound wins', { startsWith: 'b', lessThan: 'bx' }, ['b', 'bx']],
    ['the tighter upper bound wins the other way', { startsWith: 'b', lessThan: 'z' }, ['b', 'c']],
  ])('%s', (_, bounds, params) => {
    expect(findQuery(spec, { index: 'byText', equal: [], limit: 1, ...bounds }).params).toEqual(params);
  });
});
