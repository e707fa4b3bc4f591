import { onScopeDispose, shallowRef } from 'vue';
import { useViewer } from '../../session/composables/use-session.ts';
import { type Level, type Levels, levelOf, parseLevels, withLevel } from '../levels.ts';

const chosen = shallowRef<Levels>({});

/** What the viewer wants to be told of each room: one choice for all components and tabs, kept in this browser. */
export function useLevels() {
  const viewer = useViewer();
  const storageKey = () => `confab.notifications.${viewer.value.id}`;
  const read = (): void => {
    chosen.value = parseLevels(localStorage.getItem(storageKey()));
  };
  const follow = ({ key }: StorageEvent): void => {
    if (key === storageKey()) read();
  };
  read();
  window.addEventListener('storage', follow);
  onScopeDispose(() => window.removeEventListener('storage', follow));

  return {
    levelOf: (room: string): Level => levelOf(chosen.value, room),
    choose(room: string, level: Level): void {
      chosen.value = withLevel(chosen.value, room, level);
      localStorage.setItem(storageKey(), JSON.stringify(chosen.value));
    },
  };
}
