import { adminViews } from './admin.ts';
import { failureViews } from './failures.ts';
import { messageViews } from './messages.ts';
import { overlayViews } from './overlays.ts';
import { pages } from './pages.ts';
import { roomSettingsViews } from './room-settings.ts';
import { settingsViews } from './settings.ts';
import { unreadViews } from './unread.ts';
import { unsentViews } from './unsent.ts';
import type { View } from './view.ts';

/** Every page and dialog of somebody who is signed in, those of one page after another so that it need not be loaded for each. */
export const views: readonly View[] = [
  ...pages,
  ...messageViews,
  ...overlayViews,
  ...roomSettingsViews,
  ...settingsViews,
  ...adminViews,
  ...unsentViews,
  ...unreadViews,
  ...failureViews,
];
