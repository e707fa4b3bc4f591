import { aDayIn } from './a-day.ts';
import { chromium } from './drivers/chromium.ts';

aDayIn(chromium);
