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
  try {
    const names: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
