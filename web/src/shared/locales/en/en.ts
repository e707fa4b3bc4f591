import { admin } from './admin.ts';
import { firstTexts } from './first-texts.ts';

/** Every text of the client in English; the shape that the other languages must have. Those of the administration come with its pages. */
export const en = { ...firstTexts, admin };

export type Messages = typeof en;
