export { endTestServers as default } from './for-tests.ts';
