import Bowser from 'bowser';

/** What people call a device, from the user agent that signed in: `Firefox, Linux`. Null where it says neither; a program names itself, `curl/8.5`. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent);
  const names = [browser.name, os.name].filter((name) => name);
  if (names.length === 0 || !os.name) return userAgent.split(' ')[0] || null;
  return names.join(', ');
}
