/**
 * V8 hashes strings of more than 16,383 characters by their length alone: as keys of any table, its own tables of names included, those of
 * one length collide, and each more costs as much as all before. No text of a client that is longer is used as a key of anything.
 */

/** Names that a client makes up: of variables, fragments, operations, and in JSON. */
export const MAX_NAME = 200;
/** Any single string in a request: twice the longest message, in UTF-16 code units. */
export const MAX_STRING = 8_192;
/** A client's id of an operation on a socket. */
export const MAX_ID = 128;
/** Characters of a key that is a text. A longer text stands for itself by its digest. */
export const MAX_KEY = 2_048;
