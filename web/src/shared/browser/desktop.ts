/** A notice on the desktop of the user. */
export type DesktopNotice = Notification;

/** Whether the user lets the app show notices there; `denied` where the browser has none. */
export function noticePermission(): NotificationPermission {
  try {
    return Notification.permission;
  } catch {
    return 'denied';
  }
}

/** Asks with the browser's own question. Call it from a click: browsers ignore it elsewhere. */
export function askForNotices(): void {
  if (noticePermission() === 'default') void Promise.resolve(Notification.requestPermission()).catch(() => undefined);
}

/** Shows a notice. Null where the browser shows none: phones do so only through a service worker, and the badges tell there. */
export function showNotice(title: string, options: NotificationOptions): DesktopNotice | null {
  try {
    return new Notification(title, options);
  } catch {
    return null;
  }
}
