import type { MigrationStep } from '../migration-step';

/** The steps as a page that an operator follows from top to bottom. */
export function runbookText(title: string, steps: MigrationStep[]): string {
  const pages = steps.map(({ title: name, command, check, wayBack }, index) => {
    const parts = [`## ${index + 1}. ${name}`, block(command), 'Check:', block(check), 'Way back:', block(wayBack)];
    return parts.join('\n\n');
  });
  return `${[`# ${title}`, ...pages].join('\n\n')}\n`;
}

function block(command: string): string {
  return ['```sh', command, '```'].join('\n');
}
