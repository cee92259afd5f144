import { containerPortOf } from './task-definition';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPort } from '../../../core/private/checks/values';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ApiTaskOptions } from '../../api-task-options';
import { COLLECTOR_PORTS } from '../telemetry/collector';

type Options = Pick<ApiTaskOptions, 'containerPort' | 'settings' | 'telemetry'>;

/** Problems of the port that the container listens on. */
export function portProblems(options: Options): Array<Problem | undefined> {
  const { containerPort, settings, telemetry } = options;
  const port = containerPortOf(options);
  return [
    problemIf(!isPort(port), {
      code: 'service/not-a-port',
      prop: containerPort === undefined ? 'settings.port' : 'containerPort',
      value: port,
      allowed: 'must be a whole number from 1 to 65535',
      fix: 'give the port that the container listens on',
    }),
    problemIf(telemetry !== undefined && COLLECTOR_PORTS.includes(port), {
      code: 'service/port-of-collector',
      prop: containerPort === undefined ? 'settings.port' : 'containerPort',
      value: port,
      allowed: `cannot be ${COLLECTOR_PORTS.join(' or ')} beside 'telemetry': the collector listens on them in the same task`,
      fix: 'give the container another port',
    }),
    problemIf(settings !== undefined && areDifferent(port, settings.port), {
      code: 'service/port-mismatch',
      prop: 'containerPort',
      value: port,
      allowed: `must be ${settings?.port}, which the settings give the container as PORT: no call would reach it`,
      fix: 'give both the same port, or leave it out to take that of the settings',
    }),
  ];
}
