/** One run of a process of this service. It lives until `until`, in the server's time; a run that has left has none. */
export interface MemberDoc {
  _id: string;
  until: Date;
}
