import { type ShallowRef, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { isSameName } from '../../../shared/name.ts';
import { fullNameOfUser } from '../../../shared/people.ts';
import type { Place } from '../../outbox/place.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { MAX_MESSAGE_LENGTH } from '../../timeline/message/message-text.ts';
import { type Command, parseCommand, type RoomCommand } from '../command.ts';

/** Carries out the commands that mean the room in which they are typed. */
export interface RoomCommands {
  /** Rejects when the server refuses. */
  run(command: RoomCommand): Promise<void>;
  /** Says in words why a command was rejected. */
  explain(error: unknown, command: RoomCommand): string;
}

export interface SubmitUse {
  place: Place;
  text: ShallowRef<string>;
  /** Sends a private message. Resolves with whether there is such a user. */
  whisper(to: string, text: string): Promise<boolean>;
  /** Absent in a private conversation. */
  roomCommands: RoomCommands | undefined;
  onMessage(text: string): void;
  /** What was typed has been dealt with. */
  onDone(): void;
}

/** What is said at the input about what was typed: why it was not sent, or that something was done. */
export interface ComposerNotice {
  kind: 'error' | 'done' | 'help';
  text: string;
}

/** Does what the user meant. What can't be done is said at the input, and what was typed stays in it. */
export function useSubmit({ place, text, whisper, roomCommands, onMessage, onDone }: SubmitUse) {
  const { t, n } = useI18n();
  const viewer = useViewer();
  const notice = shallowRef<ComposerNotice | null>(null);
  const busy = shallowRef(false);

  function refuse(reason: string): void {
    notice.value = { kind: 'error', text: reason };
  }

  /** Clears the input when the request was done, unless something else was typed meanwhile. */
  async function attempt(request: () => Promise<void>, explain: (error: unknown) => string): Promise<boolean> {
    const typed = text.value;
    busy.value = true;
    try {
      await request();
      if (text.value === typed) onDone();
      return true;
    } catch (error) {
      refuse(explain(error));
      return false;
    } finally {
      busy.value = false;
    }
  }

  async function sendPrivately(to: string, message: string): Promise<void> {
    if (isSameName(to, viewer.value.username)) return refuse(t('composer.hint.pmSelf'));
    const typed = text.value;
    busy.value = true;
    const isSomebody = await whisper(to, message);
    busy.value = false;
    if (!isSomebody) refuse(t('composer.hint.pmUnknownUser', { name: to }));
    else if (text.value === typed) onDone();
  }

  async function runCommand(command: RoomCommand): Promise<void> {
    if (!roomCommands) return;
    const name = command.kind === 'topic' ? '' : command.username;
    const done = await attempt(
      () => roomCommands.run(command),
      (error) => roomCommands.explain(error, command),
    );
    if (done) notice.value = { kind: 'done', text: t(`composer.done.${command.kind}`, { name: fullNameOfUser(name) }) };
  }

  async function act(command: Command): Promise<void> {
    switch (command.kind) {
      case 'nothing':
        break;
      case 'message':
        onMessage(command.text);
        onDone();
        break;
      case 'direct':
        await sendPrivately(command.to, command.text);
        break;
      case 'help':
        onDone();
        notice.value = { kind: 'help', text: '' };
        break;
      case 'hint':
        refuse(t(`composer.hint.${command.hint}`, { name: command.name, command: command.command }));
        break;
      case 'tooLong':
        refuse(t('composer.tooLong', { max: n(MAX_MESSAGE_LENGTH), n: n(command.length) }));
        break;
      default:
        await runCommand(command);
    }
  }

  return {
    notice,
    busy,
    async submit(): Promise<void> {
      if (!busy.value) await act(parseCommand(text.value, place.kind));
    },
  };
}
