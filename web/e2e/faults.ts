/**
 * Services of a browser that are missing, that throw, and that never answer: scripts that run in a page before its own. In each of these browsers one
 * can sign in, read and write.
 */
export const faults: Readonly<Record<string, string>> = {
  'has no localStorage': hide('localStorage'),
  'throws at the sight of localStorage': refuse('localStorage'),
  'has a full localStorage': `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
  'has no IndexedDB': hide('indexedDB'),
  'throws at every use of IndexedDB': `IDBFactory.prototype.open = () => { throw new DOMException('insecure', 'SecurityError'); };`,
  'never opens IndexedDB': `IDBFactory.prototype.open = () => silent(IDBOpenDBRequest);`,
  'never reads from IndexedDB': `for (const kind of [IDBObjectStore, IDBIndex])
    for (const name of ['get', 'getAll', 'getKey', 'getAllKeys']) kind.prototype[name] = () => silent(IDBRequest);`,
  'never writes to IndexedDB': `for (const name of ['add', 'put', 'delete']) IDBObjectStore.prototype[name] = () => silent(IDBRequest);`,
  'has no room in IndexedDB': `for (const name of ['add', 'put'])
    IDBObjectStore.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
  'has no channels': hide('BroadcastChannel'),
  'refuses channels': `window.BroadcastChannel = class { constructor() { throw new DOMException('insecure', 'SecurityError'); } };`,
  'has channels that carry nothing': `BroadcastChannel.prototype.postMessage = () => undefined;`,
  'has no locks': `Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });`,
  'refuses locks': `LockManager.prototype.request = LockManager.prototype.query =
    () => Promise.reject(new DOMException('insecure', 'SecurityError'));`,
  'never grants a lock': `LockManager.prototype.request = LockManager.prototype.query = () => new Promise(() => undefined);`,
  'knows no notifications': hide('Notification'),
  'throws at the sight of notifications': refuse('Notification'),
};
/** All that an engine may withhold at once. */
export const nothing = [
  hide('localStorage'),
  hide('indexedDB'),
  hide('BroadcastChannel'),
  hide('Notification'),
  faults['has no locks'],
].join('\n');

/** What the scripts need: a request that is never answered. */
const SILENT = `const silent = (kind) => Object.assign(Object.create(kind.prototype), { addEventListener() {}, removeEventListener() {} });`;

/** The script of a fault. */
export const scriptOf = (fault: string): string => `{ ${SILENT} ${fault} }`;

function hide(name: string): string {
  return `delete window[${JSON.stringify(name)}]; Object.defineProperty(window, ${JSON.stringify(name)}, { value: undefined, configurable: true });`;
}

function refuse(name: string): string {
  return `Object.defineProperty(window, ${JSON.stringify(name)}, { get() { throw new DOMException('insecure', 'SecurityError'); } });`;
}
