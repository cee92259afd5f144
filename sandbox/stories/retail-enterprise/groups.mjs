import { alarmed } from './alarms.mjs';
import { destroyed } from './destroyed.mjs';
import { firstDeploy, officeRefused } from './first-deploy.mjs';
import { waited } from './partners.mjs';
import { recovered } from './recovered.mjs';
import { takenBack } from './released.mjs';
import { reported } from './reports.mjs';
import { RetailWorld } from './retail-world.mjs';
import { shop, stockFeed } from './shop.mjs';
import { copied } from './staging.mjs';
import { started } from './started.mjs';
import { example } from '../../run/examples/retail-enterprise/example.mjs';

/** @type {import('../groups.mjs').Group<RetailWorld>[]} */
export const groups = [
  {
    name: 'launch',
    alarmMinute: 1,
    example,
    world: (sandbox) => new RetailWorld(sandbox),
    stories: [
      firstDeploy,
      officeRefused,
      started,
      shop,
      stockFeed,
      waited,
      reported,
      copied,
      recovered,
      alarmed,
      takenBack,
      destroyed,
    ],
  },
];
