/** The parts of the administration in the order of their links; each has the address `/admin/<name>`, the route `admin-<name>` and a text `admin.section.<name>`. */
export const sections = ['users', 'rooms', 'messages', 'events', 'health'] as const;

export type Section = (typeof sections)[number];
