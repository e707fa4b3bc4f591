import type { Checker } from '../history.ts';
import {
  acknowledgedAreStored,
  authorsAreInOrder,
  keysMakeOneMessage,
  nothingIsInvented,
  refusedAreNotStored,
} from './messages.ts';
import { subscribersAgree, subscribersSawAll } from './subscribers.ts';

/** The rules that are judged on the recorded history and the log. */
export const CHECKERS: readonly Checker[] = [
  acknowledgedAreStored,
  refusedAreNotStored,
  keysMakeOneMessage,
  nothingIsInvented,
  authorsAreInOrder,
  subscribersSawAll,
  subscribersAgree,
];
