import { type Ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../../shared/api/apollo.ts';
import type { ResultOf } from '../../../../shared/api/graphql.ts';
import { useTypingPause } from '../../../../shared/ui/typing-pause.ts';
import { useViewer } from '../../../session/composables/use-session.ts';
import { UserMatches } from '../graphql/people.ts';

type UserMatch = ResultOf<typeof UserMatches>['users']['edges'][number]['node'];

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 150;

/** Others whose name matches what is typed, at most eight; nobody where nothing is typed or the server does not answer. */
export function useUserMatches(typed: Ref<string>) {
  const apollo = useApollo();
  const viewer = useViewer();
  const matches = shallowRef<readonly UserMatch[]>([]);
  const { later, cancel } = useTypingPause(PAUSE_MS);

  async function ask(search: string): Promise<void> {
    const { data } = await apollo.query({ query: UserMatches, variables: { search }, fetchPolicy: 'no-cache' });
    if (!data || typed.value.trim() !== search) return;
    matches.value = data.users.edges.map(({ node }) => node).filter(({ id }) => id !== viewer.value.id);
  }

  watch(typed, (text) => {
    cancel();
    const search = text.trim();
    if (!search) matches.value = [];
    else later(() => void ask(search).catch(() => undefined));
  });
  return matches;
}
