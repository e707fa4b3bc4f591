export { isName, isSameName } from '@confab/text/names';
