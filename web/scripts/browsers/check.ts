import { complaintsAbout } from './complaints.ts';

/** `node scripts/browsers/check.ts <folder>`: names what the scripts and styles of a build use and a browser of the list lacks. */
const [folder = 'dist'] = process.argv.slice(2);
const complaints = complaintsAbout(folder);
if (complaints.length > 0) process.stdout.write(`${complaints.join('\n')}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
