// Findings of scanners, for cdk_templates.mjs.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Alarm } = require('aws-cdk-lib/aws-cloudwatch');
const { SnsAction } = require('aws-cdk-lib/aws-cloudwatch-actions');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { ScannerFindings } = require('../../../lib/observability/index.js');
const { ImageRepository } = require('../../../lib/service/index.js');

/** Alarms on findings, of the whole account and of what one team owns. */
export function findings(stack) {
  const { account, region } = stack;
  const image = `${account}.dkr.ecr.${region}.amazonaws.com/shop/api:live`;
  const repositories = [ImageRepository.fromImageUri(stack, 'Image', image)];
  const all = new ScannerFindings(stack, 'All', { externalSources: ['ci.trivy', 'ci.audit'] });
  new ScannerFindings(stack, 'Owned', { repositories, tags: { team: 'shop', stage: 'prd' } });
  const topic = new Topic(stack, 'Topic', { topicName: 'findings' });
  for (const definition of all.alarmDefinitions) {
    const alarm = new Alarm(stack, definition.id, { ...definition, alarmName: definition.id });
    alarm.addAlarmAction(new SnsAction(topic));
  }
}
