import { examineViews, sizes } from './examine-views.ts';
import { openFurnishedStage } from './views/furnish.ts';

/** From the widest, which axe sees in the light, to the narrowest. In Russian it is the other way round. */
describe('every page and dialog in English', () => {
  examineViews({ language: 'en', order: sizes, theme: 'light', open: openFurnishedStage });
});
