/** What everybody of the workspace signs in with. Only for development: it is printed. */
export const WORKSPACE_PASSWORD = 'confab-dev-password';

export interface PersonPlan {
  username: string;
  displayName?: string;
}

/** Whose workspace it is: what is unread, mentioned and invited is so for this person. */
export const VIEWER = 'ann';
/** Registers first, and so is the administrator. */
export const ADMINISTRATOR = 'admin';

const person = (username: string, displayName?: string): PersonPlan =>
  displayName === undefined ? { username } : { username, displayName };

/** Forty people with names in several scripts, long ones and short ones, some alike. */
export const PEOPLE: readonly PersonPlan[] = [
  person(ADMINISTRATOR, 'Ada Whitfield'),
  person(VIEWER, 'Ann Sørensen'),
  person('bob', 'Bob Okafor'),
  person('carla', 'Carla Méndez-Núñez'),
  person('dmitri', 'Дмитрий Соколов'),
  person('elif', 'Elif Yıldız'),
  person('farid', 'فرید رحیمی'),
  person('grace', 'Grace Hopkins'),
  person('haruto', '佐藤 陽翔'),
  person('ines', 'Inês Carvalho'),
  person('jan', 'Jan'),
  person('katya', 'Катя'),
  person('li-wei', '李伟'),
  person('mallory', 'Mallory'),
  person('noor', 'نور الهدى'),
  person('olga', 'Ольга Петровна Константинопольская'),
  person('priya', 'प्रिया शर्मा'),
  person('quentin', 'Quentin d’Aubigné-Montmorency de la Tour'),
  person('rosa'),
  person('somchai', 'สมชาย ใจดี'),
  person('tomasz', 'Tomasz Wiśniewski'),
  person('uma'),
  person('viktor', 'Viktor 🎸'),
  person('wanjiru', 'Wanjirũ Kamau'),
  person('xiomara', 'Xiomara'),
  person('yael', 'יעל כהן'),
  person('zoltan', 'Nagy Zoltán'),
  person('anna', 'Anna'),
  person('annika', 'Annika'),
  person('ben', 'Ben'),
  person('chloe', 'Chloé'),
  person('dae-jung', '김대중'),
  person('eleni', 'Ελένη Παπαδοπούλου'),
  person('finn', 'Finn'),
  person('giulia', 'Giulia'),
  person('release-engineering-on-call-rotation', 'Release engineering, on call'),
  person('ida', 'Ida'),
  person('josé', 'José'),
  person('мария', 'Мария'),
  person('x', 'X'),
];
