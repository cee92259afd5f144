// Ends a sandbox from outside, also what a crashed one left.
import { down } from './parts/left-over.mjs';

console.log((await down()) ? 'The sandbox is down.' : 'There was no sandbox.');
