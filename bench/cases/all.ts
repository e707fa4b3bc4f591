import type { BenchCase } from '../case.ts';
import { bigRoom } from './big-room.ts';
import { bystander } from './bystander.ts';
import { coldStart } from './cold-start.ts';
import { fanOut } from './fan-out.ts';
import { fanOutLarge } from './fan-out-large.ts';
import { fanOutRooms } from './fan-out-rooms.ts';
import { idle } from './idle.ts';
import { latency } from './latency.ts';
import { pages } from './pages.ts';
import { posts } from './posts.ts';
import { postsHttp } from './posts-http.ts';
import { slowReaders } from './slow-readers.ts';
import { soak } from './soak.ts';

/** In the order in which they run. */
export const CASES: readonly BenchCase[] = [
  fanOut,
  fanOutRooms,
  fanOutLarge,
  posts,
  postsHttp,
  latency,
  idle,
  bigRoom,
  pages,
  coldStart,
  slowReaders,
  bystander,
  soak,
];
