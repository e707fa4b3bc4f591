import { keptList } from '../../../shared/browser/kept-list.ts';
import { useSetting } from '../../../shared/ui/use-setting.ts';
import { useViewer } from '../../session/composables/use-session.ts';

/** Which lists of the navigation are closed, kept in this browser for each account. */
export function useCollapsed() {
  const { value, set } = useSetting(`confab.nav.${useViewer().value.id}`, parseNames);
  return {
    isCollapsed: (section: string): boolean => value.value.includes(section),
    toggle(section: string): void {
      const others = value.value.filter((name) => name !== section);
      set(others.length < value.value.length ? others : [...others, section]);
    },
  };
}

function parseNames(kept: string | null): string[] {
  return keptList(kept).filter((name) => typeof name === 'string');
}
