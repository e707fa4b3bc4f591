import { account } from './en/account.ts';
import { app } from './en/app.ts';
import { composer } from './en/composer.ts';
import { connection } from './en/connection.ts';
import { direct } from './en/direct.ts';
import { emoji } from './en/emoji.ts';
import { error } from './en/error.ts';
import { failed } from './en/failed.ts';
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

/** The English texts that the app begins with, a file for each part. */
export const firstTexts = {
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
  switcher,
  search,
  shortcuts,
  emoji,
  notifications,
  error,
  failed,
};
