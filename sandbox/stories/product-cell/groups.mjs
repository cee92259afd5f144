import { answers, followed, measured } from './answers.mjs';
import { CellWorld } from './cell-world.mjs';
import { destroyed } from './destroyed.mjs';
import { hostile } from './hostile-files.mjs';
import { followedImports } from './import-runbook.mjs';
import { imports } from './imports.mjs';
import { added } from './module.mjs';
import { moved } from './moved.mjs';
import { sideBySide } from './side-by-side.mjs';
import { example } from '../../run/examples/product-cell/example.mjs';

/** @type {import('../groups.mjs').Group<CellWorld>[]} */
export const groups = [
  {
    name: 'cells',
    example,
    world: (sandbox) => new CellWorld(sandbox),
    stories: [
      ...[...sideBySide, answers, followed, measured],
      ...[...imports, ...hostile, ...followedImports],
      ...[added, moved, destroyed],
    ],
  },
];
