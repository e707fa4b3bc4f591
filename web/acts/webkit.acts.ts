import { aDayIn } from './a-day.ts';
import { webkit } from './drivers/webkit/webkit.ts';

aDayIn(webkit);
