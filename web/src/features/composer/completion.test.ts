import { completableAt, complete, matchNames } from './completion.ts';

/** What is completable where the text has a bar. */
const at = (typed: string) => {
  const caret = typed.indexOf('|');
  return completableAt(typed.replace('|', ''), caret);
};

describe('completableAt', () => {
  it.each([
    ['/|', 'command', '', 0],
    ['/TO|', 'command', 'TO', 0],
    ['@|', 'user', '', 0],
    ['hi @b|', 'user', 'b', 3],
    ['hi (@аня|)', 'user', 'аня', 4],
    ['two\nlines @x|', 'user', 'x', 10],
    ['/pm |', 'user', '', 4],
    ['/pm bo|', 'user', 'bo', 4],
    ['/pm @bo|', 'user', 'bo', 4],
    ['/KICK bo|', 'user', 'bo', 6],
    ['see #te|', 'room', 'te', 4],
    ['so :smi|', 'emoji', 'smi', 3],
    [':+1|', 'emoji', '+1', 0],
    ['@b| and more', 'user', 'b', 0],
  ])('finds something in %j', (typed, kind, query, from) => {
    expect(at(typed)).toMatchObject({ kind, query, from, to: typed.indexOf('|') });
  });

  it.each([
    '|',
    'hello|',
    'a@b|',
    'x#y|',
    'at 12:30|',
    'hm :D|',
    ': sm|',
    '/pm bob hi|',
    '//to|',
    ' /to|',
    '/topic t|',
    '@b |',
  ])('finds nothing in %j', (typed) => expect(at(typed)).toBeNull());

  it('keeps the sign of a mention, and puts none before an argument', () => {
    expect(at('hi @b|')?.sign).toBe('@');
    expect(at('/pm @b|')?.sign).toBe('');
  });

  it('finds what stands before the caret in a private message', () => {
    expect(at('/pm bob ask @c|')).toMatchObject({ kind: 'user', query: 'c' });
  });
});

describe('complete', () => {
  it.each([
    ['hi @b|', '@bob', 'hi @bob |'],
    ['hi @b| and so on', '@bob', 'hi @bob |and so on'],
    ['/to|', '/topic', '/topic |'],
    ['/pm bo|hi', 'bob', '/pm bob |hi'],
    [':smi|!', '😄', '😄 |!'],
  ])('puts the completion into %j', (typed, completion, expected) => {
    const caret = typed.indexOf('|');
    const text = typed.replace('|', '');
    const completable = completableAt(text, caret);
    if (!completable) throw new Error('nothing to complete');
    const done = complete(text, completable, completion);
    expect(`${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`).toBe(expected);
  });
});

describe('matchNames', () => {
  const meant = (...names: string[]) => names.map((name) => ({ name, label: name }));
  const named = (all: readonly { name: string; label: string }[], query: string, most = 8) =>
    matchNames(all, query, most).map(({ name }) => name);

  it('puts names that begin with the query first, each once, and keeps the order otherwise', () => {
    expect(named(meant('Jill', 'Bill', 'ilona', 'JILL', 'bob'), 'il')).toEqual(['ilona', 'JILL', 'Bill']);
  });

  it('takes no more than asked for', () => {
    expect(named(meant('a1', 'a2', 'a3'), 'a', 2)).toEqual(['a1', 'a2']);
  });

  it('puts whoever types behind all others, however well they fit, and keeps a place for them', () => {
    const people = meant('ann', 'Anna', 'annika');
    const own = (query: string, most = 8) => matchNames(people, query, most, 'Ann').map(({ name }) => name);
    expect(own('a')).toEqual(['Anna', 'annika', 'ann']);
    expect(own('ann', 2)).toEqual(['Anna', 'ann']);
    expect(own('nik')).toEqual(['annika']);
  });

  it('takes all names for an empty query', () => {
    expect(named(meant('b', 'a'), '')).toEqual(['b', 'a']);
  });

  it('finds people by any word of what they are called, accents aside', () => {
    const people = [
      { name: 'bob', label: 'Bob Okafor' },
      { name: 'carla', label: 'Carla Méndez-Núñez' },
    ];
    for (const query of ['nun', 'MÉN', 'carla']) expect(named(people, query)).toEqual(['carla']);
    expect(named(people, 'oka')).toEqual(['bob']);
  });
});
