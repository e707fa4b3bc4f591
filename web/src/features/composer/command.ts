import { isVisible } from '@confab/text/visible';
import { isName } from '../../shared/name.ts';
import { cleanText, lengthOf, MAX_MESSAGE_LENGTH } from '../timeline/message/message-text.ts';

/** Every command, in the order in which they are listed. */
export const commandNames = ['pm', 'me', 'topic', 'invite', 'kick', 'ban', 'help'] as const;
export type CommandName = (typeof commandNames)[number];

/** Those that mean the room in which they are typed. */
const roomCommands: ReadonlySet<CommandName> = new Set(['topic', 'invite', 'kick', 'ban']);

/** What the viewer may do to the room. It only says what to offer: the server decides. */
export interface RoomRights {
  update: boolean;
  moderate: boolean;
  invite: boolean;
}

/** The commands that mean something in a place of this kind, and that the viewer may use. */
export function commandsIn(place: 'room' | 'direct', rights?: RoomRights): readonly CommandName[] {
  if (place === 'direct') return commandNames.filter((name) => !roomCommands.has(name));
  const { update = false, moderate = false, invite = false } = rights ?? {};
  const may: Partial<Record<CommandName, boolean>> = { topic: update, invite, kick: moderate, ban: moderate };
  return commandNames.filter((name) => may[name] ?? true);
}

export type Hint =
  | 'pmNoUser'
  | 'pmNoText'
  | 'pmBadUser'
  | 'meNoText'
  | 'topicNoText'
  | 'noUser'
  | 'badUser'
  | 'roomOnly'
  | 'unknownCommand';

/** What the user meant. A hint is shown at the input, and nothing is sent. */
export type Command =
  | { kind: 'nothing' }
  | { kind: 'message'; text: string }
  | { kind: 'direct'; to: string; text: string }
  | { kind: 'topic'; text: string }
  | { kind: 'invite' | 'kick' | 'ban'; username: string; reason: string | null }
  | { kind: 'help' }
  | { kind: 'hint'; hint: Hint; name: string; command: string }
  | { kind: 'tooLong'; length: number };

/**
 * Reads what was typed into a composer. A text that begins with a slash is a command; two slashes stand for one, as text.
 * White space at the end is dropped, and so is what the server would refuse; line breaks within are kept. `/me` stays in the text: it is how the message is shown.
 */
export function parseCommand(input: string, place: 'room' | 'direct'): Command {
  const text = cleanText(input).trimEnd();
  if (!isVisible(text)) return { kind: 'nothing' };
  if (text.startsWith('//')) return limited({ kind: 'message', text: text.slice(1) });
  if (!text.startsWith('/')) return limited({ kind: 'message', text });

  const [, typed = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = commandNames.find((known) => known === typed.toLowerCase());
  if (!name) return hint('unknownCommand', { name: typed, command: typed });
  if (place === 'direct' && roomCommands.has(name)) return hint('roomOnly', { command: name });
  return parsers[name](rest, name);
}

/** Turns what is typed into a private message to somebody: a text is kept, and so is that of a private message to somebody else. */
export function addressTo(username: string, typed: string): string {
  const addressed = /^\/pm(?:\s+\S*\s*([\s\S]*))?$/i.exec(typed);
  return `/pm ${username} ${addressed ? (addressed[1] ?? '') : typed.trimStart()}`;
}

/** Names somebody at the end of what is typed. */
export function mentionIn(username: string, typed: string): string {
  return `${typed}${typed === '' || /\s$/u.test(typed) ? '' : ' '}@${username} `;
}

const parsers: Record<CommandName, (rest: string, command: CommandName) => Command> = {
  pm(rest, command) {
    const { username, typed, text } = userAndText(rest);
    if (typed === '') return hint('pmNoUser', { command });
    if (!isName(username)) return hint('pmBadUser', { name: typed, command });
    if (text === '') return hint('pmNoText', { name: username, command });
    return limited({ kind: 'direct', to: username, text });
  },
  me: (rest, command) =>
    rest === '' ? hint('meNoText', { command }) : limited({ kind: 'message', text: `/me ${rest}` }),
  topic: (rest, command) => (rest === '' ? hint('topicNoText', { command }) : { kind: 'topic', text: rest }),
  invite: toUser,
  kick: toUser,
  ban: toUser,
  help: () => ({ kind: 'help' }),
};

/** What is done to a room rather than said in it. */
export type RoomCommand = Extract<Command, { kind: 'topic' | 'invite' | 'kick' | 'ban' }>;

function toUser(rest: string, command: CommandName): Command {
  const { username, typed, text } = userAndText(rest);
  if (typed === '') return hint('noUser', { command });
  if (!isName(username)) return hint('badUser', { name: typed, command });
  return { kind: command as 'invite' | 'kick' | 'ban', username, reason: text === '' ? null : text };
}

function userAndText(rest: string) {
  const [, typed = '', text = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  return { typed, username: typed.startsWith('@') ? typed.slice(1) : typed, text };
}

function hint(kind: Hint, { name = '', command }: { name?: string; command: string }): Command {
  return { kind: 'hint', hint: kind, name, command };
}

function limited(command: Extract<Command, { text: string }>): Command {
  const length = lengthOf(command.text);
  return length > MAX_MESSAGE_LENGTH ? { kind: 'tooLong', length } : command;
}
