import * as fc from 'fast-check';
import { ServiceLevel } from '../../../../src/observability';
import { objectiveProperties } from '../../../support/cloudwatch/objective-properties';
import { objectiveTemplate } from '../../../support/cloudwatch/objectives';

jest.setTimeout(10 * 60_000);

const properties = objectiveProperties(objectiveTemplate({ 'api-available': ServiceLevel.AVAILABILITY_99_9 }));

test.each(Object.entries(properties))('PC14a %s holds for thousands of settings', async (_, property) => {
  await fc.assert(property as fc.IRawProperty<unknown>, { numRuns: 3000 });
});
