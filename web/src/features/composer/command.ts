import { isName } from '../../shared/name.ts';
import { MAX_MESSAGE_LENGTH } from '../timeline/message-length.ts';

/** What the user meant. A hint is shown under the input, and nothing is sent. */
export type Command =
  | { kind: 'nothing' }
  | { kind: 'message'; text: string }
  | { kind: 'direct'; to: string; text: string }
  | { kind: 'hint'; hint: 'pmNoUser' | 'pmNoText' | 'pmBadUser' | 'unknownCommand'; name: string }
  | { kind: 'tooLong'; length: number };

/**
 * Reads what was typed into a composer. A text that begins with a slash is a command; two slashes stand for one, as text.
 * White space at the end is dropped, line breaks within are kept.
 */
export function parseCommand(input: string): Command {
  const text = input.trimEnd();
  if (text.trim() === '') return { kind: 'nothing' };
  if (text.startsWith('//')) return limited({ kind: 'message', text: text.slice(1) });
  if (!text.startsWith('/')) return limited({ kind: 'message', text });

  const [, name = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  if (name.toLowerCase() !== 'pm') return { kind: 'hint', hint: 'unknownCommand', name };
  return direct(rest);
}

/** Turns what is typed into a private message to somebody: a text is kept, and so is that of a private message to somebody else. */
export function addressTo(username: string, typed: string): string {
  const addressed = /^\/pm(?:\s+\S*\s*([\s\S]*))?$/i.exec(typed);
  return `/pm ${username} ${addressed ? (addressed[1] ?? '') : typed.trimStart()}`;
}

function direct(rest: string): Command {
  const [, to = '', text = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (to === '') return { kind: 'hint', hint: 'pmNoUser', name: '' };
  const username = to.startsWith('@') ? to.slice(1) : to;
  if (!isName(username)) return { kind: 'hint', hint: 'pmBadUser', name: to };
  if (text === '') return { kind: 'hint', hint: 'pmNoText', name: username };
  return limited({ kind: 'direct', to: username, text });
}

function limited(command: Extract<Command, { text: string }>): Command {
  const length = [...command.text].length;
  return length > MAX_MESSAGE_LENGTH ? { kind: 'tooLong', length } : command;
}
