/** Commands of one session, as W3C WebDriver has them: https://www.w3.org/TR/webdriver2/#endpoints. */
export interface Commands {
  get<T>(path: string): Promise<T>;
  post<T = null>(path: string, body?: object): Promise<T>;
  delete(path?: string): Promise<void>;
}

interface Answer<T> {
  value: T & { error?: string; message?: string };
}

/** Sends one command to a driver that listens at the address. Rejects with what the driver says is wrong. */
export async function send<T>(url: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as Answer<T>;
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

export function commandsOf(session: string): Commands {
  return {
    get: (path) => send(session + path, 'GET'),
    post: (path, body = {}) => send(session + path, 'POST', body),
    delete: (path = '') => send(session + path, 'DELETE'),
  };
}
