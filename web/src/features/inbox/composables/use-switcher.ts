import { computed, type Ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { usePlaces } from '../../membership/composables/use-places.ts';
import { invitedPlace, isSamePlace, type NavPlace } from '../../membership/places.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { SwitcherMatches } from '../graphql/switcher.ts';
import { matchPlaces } from '../switcher.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 150;

/** What is known of places that are not the viewer's own. */
const UNREAD = { unread: 0, mentions: 0 };

/** The places that fit what is typed: the viewer's own at once, also while the server is away; others as soon as it answers. */
export function useSwitcher(search: Ref<string>) {
  const apollo = useApollo();
  const viewer = useViewer();
  const { places, current } = usePlaces();
  const found = shallowRef<readonly NavPlace[]>([]);
  /** Whether the server has answered, or will not. */
  const settled = shallowRef(true);
  const { later, cancel } = useTypingPause(PAUSE_MS);

  async function ask(text: string): Promise<void> {
    const { data } = await apollo.query({
      query: SwitcherMatches,
      variables: { search: text },
      fetchPolicy: 'no-cache',
    });
    if (!data || search.value.trim() !== text) return;
    const rooms = data.rooms.edges.map(
      ({ node }): NavPlace => ({
        kind: 'room',
        name: node.name,
        label: node.displayName,
        isPrivate: node.visibility === 'PRIVATE',
        ...UNREAD,
      }),
    );
    const people = data.users.edges
      .filter(({ node }) => node.id !== viewer.value.id)
      .map(({ node }): NavPlace => ({ kind: 'direct', name: node.username, label: node.displayName, ...UNREAD }));
    found.value = [...rooms, ...people];
  }

  async function settle(text: string): Promise<void> {
    await ask(text).catch(() => undefined);
    if (search.value.trim() === text) settled.value = true;
  }

  watch(search, (typed) => {
    cancel();
    found.value = [];
    const text = typed.trim();
    // What is known already stays in the list where the server does not answer.
    settled.value = text === '';
    if (text) later(() => void settle(text));
  });

  const { invitations } = useInbox();
  const own = computed(() => [...invitations.value.map(invitedPlace), ...places.value]);
  const matches = computed(() => {
    const known = matchPlaces(own.value, search.value, current.value);
    const others = found.value.filter((place) => !own.value.some((one) => isSamePlace(one, place)));
    return [...known, ...others];
  });
  return { matches, settled };
}
