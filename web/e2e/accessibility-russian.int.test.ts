import { examineViews, sizes } from './examine-views.ts';
import { openFurnishedStage } from './views/furnish.ts';

/** From the narrowest, which axe sees in the dark, to the widest. In English it is the other way round. */
describe('every page and dialog in Russian', () => {
  examineViews({ language: 'ru', order: sizes.toReversed(), theme: 'dark', open: openFurnishedStage });
});
