import { account } from './account.ts';
import { app } from './app.ts';
import { composer } from './composer.ts';
import { connection } from './connection.ts';
import { direct } from './direct.ts';
import { emoji } from './emoji.ts';
import { error } from './error.ts';
import { failed } from './failed.ts';
import { lobby } from './lobby.ts';
import { log } from './log.ts';
import { nav } from './nav.ts';
import { notifications } from './notifications.ts';
import { room } from './room.ts';
import { roomSettings } from './room-settings.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { shortcuts } from './shortcuts.ts';
import { switcher } from './switcher.ts';

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
