import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { app } from './en/app.ts';
import { composer } from './en/composer.ts';
import { connection } from './en/connection.ts';
import { direct } from './en/direct.ts';
import { emoji } from './en/emoji.ts';
import { error } from './en/error.ts';
import { lobby } from './en/lobby.ts';
import { log } from './en/log.ts';
import { nav } from './en/nav.ts';
import { notifications } from './en/notifications.ts';
import { room } from './en/room.ts';
import { roomSettings } from './en/room-settings.ts';
import { search } from './en/search.ts';
import { session } from './en/session.ts';
import { shortcuts } from './en/shortcuts.ts';
import { switcher } from './en/switcher.ts';

/** Every text of the client in English, a file for each part; the shape that the other languages must have. */
export const en = {
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
};

export type Messages = typeof en;
