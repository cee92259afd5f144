import { ReleaseMarkerRole } from '../../src/delivery';
import { arnOf } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf } from '../support/roles';
import { scaffoldIn } from '../support/scaffold';

test.each(['Settings', 'Roles'])('the role writes the one parameter, and reads none: in the stack %s', (id) => {
  const app = newApp();
  const settings = workloadStack(app, 'Settings');
  const parameter = scaffoldIn(settings).parameters.SENTRY_RELEASE;
  const place = id === 'Settings' ? settings : workloadStack(app, id);
  const role = new ReleaseMarkerRole(place, 'Marker', { trust: anyTrust(), roleName: 'mark', parameter });

  expect(policiesOf(role)).toEqual({
    Default: [
      neverItself('mark'),
      {
        Effect: 'Allow',
        Action: 'ssm:PutParameter',
        Resource: arnOf('ssm:ap-southeast-1:111111111111:parameter/rl/bank/api/SENTRY_RELEASE'),
      },
    ],
  });
});
