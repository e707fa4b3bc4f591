import { useRouter } from 'vue-router';
import { openProfile } from '../../../shared/ui/profile.ts';

/** Handles clicks on links to pages of the app within rendered text, without loading the app again. A name that is mentioned shows the profile. */
export function useInternalLinks(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (!href?.startsWith('/')) return;
    event.preventDefault();
    const mentioned = link?.classList.contains('mention') && /^\/direct\/([^/?#]+)$/.exec(href)?.[1];
    if (mentioned) openProfile({ username: decodeURIComponent(mentioned) });
    else void router.push(href);
  };
}
