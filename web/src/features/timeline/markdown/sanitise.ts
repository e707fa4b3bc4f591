import DOMPurify from 'dompurify';

const TEXT_TAGS = ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span', 'h2'];
const TABLE_TAGS = ['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const ALLOWED_TAGS = [...TEXT_TAGS, ...TABLE_TAGS];
const ALLOWED_ATTR = ['href', 'rel', 'target', 'tabindex', 'class', 'start', 'title', 'role', 'aria-label'];
/** Attributes that hold no address, whose values are not held against the pattern of addresses. */
const ADD_URI_SAFE_ATTR = ['rel', 'target', 'tabindex', 'start', 'title', 'role', 'aria-label'];
const ALLOWED_URI_REGEXP = /^(?:https?:\/\/|mailto:|\/(?:direct|rooms)\/)/i;

/** The second lock behind the renderer, which lets no HTML of users through: keeps only the elements and addresses that messages have. */
export function sanitise(html: string): string {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR,
    ALLOWED_URI_REGEXP,
    ADD_URI_SAFE_ATTR,
    ALLOW_DATA_ATTR: false,
  });
}
