import { aDayIn } from './a-day.ts';
import { firefox } from './drivers/firefox.ts';

aDayIn(firefox);
