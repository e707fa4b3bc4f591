/**
 * Whether the browser takes no cookies of this page: then nobody stays signed in. It is tried, since `navigator.cookieEnabled` is true in Chromium
 * where its user blocks them. Each try has a name of its own: pages of one browser may try at the same time, and share their cookies.
 */
export function areCookiesBlocked(): boolean {
  const probe = `confab-probe-${crypto.getRandomValues(new Uint32Array(1))[0]}=1`;
  try {
    keep(`${probe}; SameSite=Lax`);
    const isTaken = document.cookie.includes(probe);
    keep(`${probe}; SameSite=Lax; Max-Age=0`);
    return !isTaken;
  } catch {
    return true;
  }
}

function keep(cookie: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari 16.4 and Firefox 115, and answers too late.
  document.cookie = cookie;
}
