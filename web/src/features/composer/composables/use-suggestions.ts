import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useApollo } from '../../../shared/api/apollo.ts';
import { isSameName } from '../../../shared/name.ts';
import { type Named, nameOf } from '../../../shared/people.ts';
import { roomNameOf } from '../../../shared/rooms.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { commandsIn, type RoomRights } from '../command.ts';
import { type Completable, completableAt, complete, type Meant, matchNames } from '../completion.ts';
import { CompleteRoom, CompleteUser } from '../graphql/completion.ts';

export interface Suggestion {
  /** What is put into the text. */
  completion: string;
  label: string;
  detail: string;
  /** What is to be written behind it. */
  argument?: string;
  /** Whose face stands before it. */
  username?: string;
}

/** The people or the rooms that the viewer knows, in the order in which they are suggested. */
export type NamesAtHand = (kind: 'room' | 'direct') => readonly Meant[];

export interface SuggestionsUse {
  text: ShallowRef<string>;
  place: 'room' | 'direct';
  /** Who is here, and so is likely to be meant. */
  people(): readonly Named[];
  known: NamesAtHand;
  rights(): RoomRights | undefined;
}

const MOST = 8;
/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 120;

/** What may be meant at the caret. What is known here is suggested at once, also while the server is away; the rest as it comes. */
export function useSuggestions({ text, place, people, known, rights }: SuggestionsUse) {
  const { t, locale } = useI18n();
  const apollo = useApollo();
  const viewer = useViewer();
  const list = shallowRef<readonly Suggestion[]>([]);
  const active = shallowRef(0);
  /** The completion of the one that the person went to; null while the best one is meant. */
  let chosen: string | null = null;
  let at: Completable | null = null;
  const pause = useTypingPause(PAUSE_MS);

  function show(suggestions: readonly Suggestion[]): void {
    // Another empty list would have the composer drawn a second time with each key.
    if (suggestions.length === 0 && list.value.length === 0) return;
    list.value = suggestions;
    // The best one is meant, also where a better one arrives, unless the person went to another that is still there.
    active.value = Math.max(
      0,
      suggestions.findIndex(({ completion }) => completion === chosen),
    );
  }

  function close(): void {
    pause.cancel();
    at = null;
    show([]);
  }

  /** Whoever types hardly ever means themselves: a mention offers them last, and a command, which does nothing to oneself, not at all. */
  function likely({ kind, query, sign }: Completable, all: readonly Meant[]): Meant[] {
    if (kind !== 'user') return matchNames(all, query, MOST);
    const { username } = viewer.value;
    const people = sign === '' ? all.filter(({ name }) => !isSameName(name, username)) : all;
    return matchNames(people, query, MOST, username);
  }

  /** Shows names that are known here, and adds what else the server finds. */
  function suggestNames(here: Completable, names: readonly Meant[], search: (query: string) => Promise<Meant[]>): void {
    const toSuggestion = ({ name, label }: Meant): Suggestion => ({
      completion: here.sign + name,
      label,
      detail: label === name ? '' : name,
      ...(here.kind === 'user' && { username: name }),
    });
    const showNames = (all: readonly Meant[]) => show(likely(here, all).map(toSuggestion));
    showNames(names);
    if (here.query === '') return;
    later(async () => {
      const found = await search(here.query);
      if (at === here) showNames([...names, ...found]);
    });
  }

  async function suggestEmoji(here: Completable): Promise<void> {
    const { searchEmoji } = await import('../../../shared/ui/search-emoji.ts');
    const found = await searchEmoji(here.query, locale.value);
    if (at !== here) return;
    const emoji = found.slice(0, MOST);
    show(emoji.map(({ unicode, annotation }) => ({ completion: unicode, label: unicode, detail: annotation })));
  }

  function later(run: () => Promise<void>): void {
    // What is known already stays in the list where nobody answers.
    pause.later(() => void run().catch(() => undefined));
  }

  async function searchUsers(search: string): Promise<Meant[]> {
    const { data } = await apollo.query({ query: CompleteUser, variables: { search }, fetchPolicy: 'no-cache' });
    return data?.users.edges.map(({ node }) => meantBy(node)) ?? [];
  }

  async function searchRooms(search: string): Promise<Meant[]> {
    const { data } = await apollo.query({ query: CompleteRoom, variables: { search }, fetchPolicy: 'no-cache' });
    return data?.rooms.edges.map(({ node }) => ({ name: node.name, label: roomNameOf(node) })) ?? [];
  }

  function suggestCommands({ query }: Completable): void {
    const names = commandsIn(place, rights()).filter((name) => name.startsWith(query.toLowerCase()));
    show(
      names.map((name) => ({
        completion: `/${name}`,
        label: `/${name}`,
        argument: t(`composer.commands.${name}.usage`).slice(name.length + 2),
        detail: t(`composer.commands.${name}.help`),
      })),
    );
  }

  /** Looks at what stands before the caret; nothing is suggested for what is complete. */
  function look(caret: number): void {
    pause.cancel();
    chosen = null;
    const here = completableAt(text.value, caret);
    at = here;
    if (here?.kind === 'command') suggestCommands(here);
    else if (here?.kind === 'user') suggestNames(here, [...people().map(meantBy), ...known('direct')], searchUsers);
    else if (here?.kind === 'room') suggestNames(here, known('room'), searchRooms);
    else if (here?.kind === 'emoji') later(() => suggestEmoji(here));
    if (!here || here.kind === 'emoji') show([]);
  }

  watch(text, (typed) => typed === '' && close());
  onScopeDispose(close);

  return {
    list,
    active,
    look,
    close,
    /** Whether the text holds this very suggestion already, so that Enter means the message and not the suggestion. */
    isTyped(): boolean {
      const typed = at ? text.value.slice(at.from, at.to).toLowerCase() : '';
      return list.value.some(({ completion }) => completion.toLowerCase() === typed);
    },
    move(step: 1 | -1): void {
      const { length } = list.value;
      if (length === 0) return;
      active.value = (active.value + step + length) % length;
      chosen = list.value[active.value]?.completion ?? null;
    },
    /** Puts a suggestion into the text. Returns where the caret goes; null where there is none. */
    pick(index = active.value): number | null {
      const suggestion = list.value[index];
      if (!suggestion || !at) return null;
      const done = complete(text.value, at, suggestion.completion);
      close();
      text.value = done.text;
      return done.caret;
    },
  };
}

function meantBy(person: Named): Meant {
  return { name: person.username, label: nameOf(person) };
}

export type Suggestions = ReturnType<typeof useSuggestions>;
