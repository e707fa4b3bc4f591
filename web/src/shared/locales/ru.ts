import type { Messages } from './en.ts';
import { account } from './ru/account.ts';
import { admin } from './ru/admin.ts';
import { app } from './ru/app.ts';
import { composer } from './ru/composer.ts';
import { connection } from './ru/connection.ts';
import { direct } from './ru/direct.ts';
import { emoji } from './ru/emoji.ts';
import { error } from './ru/error.ts';
import { failed } from './ru/failed.ts';
import { lobby } from './ru/lobby.ts';
import { log } from './ru/log.ts';
import { nav } from './ru/nav.ts';
import { notifications } from './ru/notifications.ts';
import { room } from './ru/room.ts';
import { roomSettings } from './ru/room-settings.ts';
import { search } from './ru/search.ts';
import { session } from './ru/session.ts';
import { shortcuts } from './ru/shortcuts.ts';
import { switcher } from './ru/switcher.ts';

/** Every text of the client in Russian. Plurals: one | few | many. */
export const ru: Messages = {
  app,
  session,
  connection,
  lobby,
  nav,
  room,
  roomSettings,
  log,
  composer,
  direct,
  account,
  admin,
  switcher,
  search,
  shortcuts,
  emoji,
  notifications,
  error,
  failed,
};
