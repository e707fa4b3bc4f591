import { MAX_MESSAGE_LENGTH } from '../timeline/message/message-text.ts';
import { addressTo, commandsIn, parseCommand as parse } from './command.ts';

const parseCommand = (input: string) => parse(input, 'room');

describe('parseCommand', () => {
  it.each(['', '   ', '\n\t ', '\u200B', ' \u2060\uFE0F '])('takes %j for nothing', (input) => {
    expect(parseCommand(input)).toEqual({ kind: 'nothing' });
  });

  it('keeps the text of a message but for white space at its end', () => {
    expect(parseCommand('  a /pm b\n\nc \n')).toEqual({ kind: 'message', text: '  a /pm b\n\nc' });
  });

  it.each([
    ['/pm bob hello there', 'bob', 'hello there'],
    ['/PM bob  two\nlines', 'bob', 'two\nlines'],
    ['/pm @bob hi', 'bob', 'hi'],
    ['/pm Аня-2 привет', 'Аня-2', 'привет'],
    ['/pm\nbob\nhi', 'bob', 'hi'],
  ])('reads %j as a private message', (input, to, text) => {
    expect(parseCommand(input)).toEqual({ kind: 'direct', to, text });
  });

  it.each(['/pm', '/pm ', '/pm \n'])('asks whom to write to for %j', (input) => {
    expect(parseCommand(input)).toEqual({ kind: 'hint', hint: 'pmNoUser', name: '', command: 'pm' });
  });

  it.each(['/pm bob', '/pm bob   '])('asks for the text for %j', (input) => {
    expect(parseCommand(input)).toEqual({ kind: 'hint', hint: 'pmNoText', name: 'bob', command: 'pm' });
  });

  it.each(['/pm b*b hi', '/pm <img> hi', '/pm a.b hi'])('refuses the user of %j', (input) => {
    expect(parseCommand(input)).toMatchObject({ kind: 'hint', hint: 'pmBadUser' });
  });

  it.each([
    ['/nonsense', 'nonsense'],
    ['/pmbob hi', 'pmbob'],
    ['/', ''],
  ])('knows no command %j', (input, name) => {
    expect(parseCommand(input)).toEqual({ kind: 'hint', hint: 'unknownCommand', name, command: name });
  });

  it('keeps /me in the text: it is how the message is shown', () => {
    expect(parseCommand('/me waves\ntwice')).toEqual({ kind: 'message', text: '/me waves\ntwice' });
    expect(parseCommand('/ME  waves')).toEqual({ kind: 'message', text: '/me waves' });
    expect(parseCommand('/me ')).toMatchObject({ kind: 'hint', hint: 'meNoText' });
  });

  it('reads a topic', () => {
    expect(parseCommand('/topic All about tea ')).toEqual({ kind: 'topic', text: 'All about tea' });
    expect(parseCommand('/topic')).toMatchObject({ kind: 'hint', hint: 'topicNoText' });
  });

  it.each(['invite', 'kick', 'ban'] as const)('reads whom to %s, and why', (kind) => {
    expect(parseCommand(`/${kind} bob`)).toEqual({ kind, username: 'bob', reason: null });
    expect(parseCommand(`/${kind} @bob too loud `)).toEqual({ kind, username: 'bob', reason: 'too loud' });
    expect(parseCommand(`/${kind}`)).toMatchObject({ kind: 'hint', hint: 'noUser', command: kind });
    expect(parseCommand(`/${kind} b*b`)).toMatchObject({ kind: 'hint', hint: 'badUser', name: 'b*b' });
  });

  it('lists the commands for /help', () => {
    expect(parseCommand('/help')).toEqual({ kind: 'help' });
  });

  it('knows no commands of a room in a private conversation', () => {
    for (const line of ['/topic x', '/invite bob', '/kick bob', '/ban bob'])
      expect(parse(line, 'direct')).toMatchObject({ kind: 'hint', hint: 'roomOnly' });
    expect(parse('/me waves', 'direct')).toMatchObject({ kind: 'message' });
    expect(commandsIn('direct')).toEqual(['pm', 'me', 'help']);
  });

  it('offers in a room what the viewer may do there', () => {
    const member = { update: false, moderate: false, invite: true };
    expect(commandsIn('room', member)).toEqual(['pm', 'me', 'invite', 'help']);
    expect(commandsIn('room', { ...member, invite: false })).toEqual(['pm', 'me', 'help']);
    expect(commandsIn('room', { ...member, moderate: true })).toEqual(['pm', 'me', 'invite', 'kick', 'ban', 'help']);
    expect(commandsIn('room', { update: true, moderate: true, invite: true })).toHaveLength(7);
  });

  it('takes two slashes for one, as text', () => {
    expect(parseCommand('//pm is a command')).toEqual({ kind: 'message', text: '/pm is a command' });
  });

  it('drops what comes with a paste and would be refused', () => {
    expect(parseCommand('a\0b\r\nc')).toEqual({ kind: 'message', text: 'ab\nc' });
    expect(parseCommand('\u001b')).toEqual({ kind: 'nothing' });
    expect(parseCommand('/pm bob a\0b')).toEqual({ kind: 'direct', to: 'bob', text: 'ab' });
  });

  it('counts characters, not code units', () => {
    expect(parseCommand('😀'.repeat(MAX_MESSAGE_LENGTH))).toMatchObject({ kind: 'message' });
    expect(parseCommand('😀'.repeat(MAX_MESSAGE_LENGTH + 1))).toEqual({
      kind: 'tooLong',
      length: MAX_MESSAGE_LENGTH + 1,
    });
    expect(parseCommand(`/pm bob ${'x'.repeat(MAX_MESSAGE_LENGTH + 1)}`)).toMatchObject({ kind: 'tooLong' });
  });
});

describe('addressTo', () => {
  it.each([
    ['', '/pm bob '],
    ['  see you', '/pm bob see you'],
    ['two\nlines', '/pm bob two\nlines'],
    ['/pm', '/pm bob '],
    ['/pm ', '/pm bob '],
    ['/pm ann', '/pm bob '],
    ['/PM ann see you ', '/pm bob see you '],
    ['/pmann', '/pm bob /pmann'],
  ])('keeps the text of %j', (typed, addressed) => {
    expect(addressTo('bob', typed)).toBe(addressed);
  });
});
