import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AlarmInput } from '../alarms/alarm-inputs';

/** Keeps the questions beside CloudWatch's own, in a folder a source, where whoever is called finds them. */
export function keepLogQueries(scope: Construct, namePrefix: string, watched: AlarmInput[]): void {
  const place = new Construct(scope, 'LogQueries');
  for (const { name, queries } of watched) {
    const ofSource = new Construct(place, name);
    queries.forEach(({ question, logGroupName, commands }, index) => {
      new CfnQueryDefinition(ofSource, String(index + 1), {
        name: `${namePrefix}/${name}/${question}`,
        logGroupNames: [logGroupName],
        queryString: commands.join('\n| '),
      });
    });
  }
}
