import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ObservedSource } from '../sources/observed-source';

/** Saves the log queries in CloudWatch Logs Insights, in a folder for each source, where an operator finds them. */
export function saveLogQueries(scope: Construct, namePrefix: string, sources: ObservedSource[]): void {
  const parent = new Construct(scope, 'LogQueries');
  for (const { name, queries } of sources) {
    const folder = new Construct(parent, name);
    queries.forEach(({ question, logGroupName, commands }, index) => {
      new CfnQueryDefinition(folder, String(index + 1), {
        name: `${namePrefix}/${name}/${question}`,
        logGroupNames: [logGroupName],
        queryString: commands.join('\n| '),
      });
    });
  }
}
