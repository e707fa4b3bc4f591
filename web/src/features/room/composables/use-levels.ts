import { useSetting } from '../../../shared/ui/use-setting.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { type Level, levelOf, parseLevels, withLevel } from '../levels.ts';

/** What the viewer wants to be told of each room, kept in this browser for each account. */
export function useLevels() {
  const { value, set } = useSetting(`confab.notifications.${useViewer().value.id}`, parseLevels);
  return {
    levelOf: (room: string): Level => levelOf(value.value, room),
    choose: (room: string, level: Level): void => set(withLevel(value.value, room, level)),
  };
}
