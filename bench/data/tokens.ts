import { authStore } from '@confab/auth/store';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { storeFile } from '@confab/runtime/process/data-folder';
import jwt from 'jsonwebtoken';

export interface WorldUser {
  id: string;
  sessionId: string;
  name: string;
  isAdmin: boolean;
}

/** Signs access tokens with the data folder's own key: ten thousand logins would take minutes of password hashing. */
export async function createTokens(dataDir: string): Promise<(user: WorldUser) => string> {
  const store = await openSqliteStore({ file: storeFile(dataDir, 'auth'), ...authStore });
  const [created] = await store.readStream('keys-signing', { after: 0, limit: 1 });
  await store.close();
  const { keyId, privateKey } = created?.data as { keyId: string; privateKey: string };
  return ({ id, sessionId, name, isAdmin }) =>
    jwt.sign({ iss: 'confab', sub: id, name, role: isAdmin ? 'ADMIN' : 'MEMBER', sid: sessionId }, privateKey, {
      algorithm: 'ES256',
      keyid: keyId,
      expiresIn: '1d',
    });
}
