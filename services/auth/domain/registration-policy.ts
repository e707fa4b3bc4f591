/**
 * Who makes accounts: everybody, whoever has a link of an administrator, or nobody. The first
 * account of a server that is not open takes the link of its start.
 */
export type RegistrationPolicy = 'OPEN' | 'INVITATION' | 'CLOSED';
