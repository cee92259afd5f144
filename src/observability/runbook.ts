import { readFileSync } from 'node:fs';
import { anchorsIn } from './private/links/markdown-anchors';
import { RUNBOOK_ANCHORS } from './private/links/runbook-anchors';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { TEXT, typeProblems } from '../core/private/checks/types';
import { matches } from '../core/private/checks/values';
import { REPOSITORY_URL } from '../core/private/repository-url';

/**
 * Page that alarms link to, with a heading for each of them. A `BankObservability` has one.
 *
 * For alarms of your own beside those of the library, copy docs/runbook.md into a file of the team, add your headings, and
 * pass it to `fromMarkdown()`: it must have the library's headings that are linked, and always `Alarm path broken`.
 *
 * @see https://github.com/rl-bank/rl-bank-constructs/blob/main/docs/runbook.md
 * @example
 * import { Runbook } from 'rl-bank-constructs/observability';
 *
 * const runbook = Runbook.fromMarkdown('docs/runbook.md', 'https://git.bank.example/platform/docs/runbook.md');
 */
export class Runbook {
  /**
   * The runbook of this library, in the version that is installed: docs/runbook.md, which has a heading for each alarm of
   * its constructs. Headings are written in docs/runbook/<folder>.md, by the folder of the construct.
   */
  public static fromLibrary(): Runbook {
    return new Runbook(`${REPOSITORY_URL}/docs/runbook.md`, RUNBOOK_ANCHORS);
  }

  /**
   * A page of the team. Its headings are not checked.
   * @param url URL of the page, without an anchor
   */
  public static fromUrl(url: string): Runbook {
    return new Runbook(url);
  }

  /**
   * A Markdown file of the team. An alarm without a heading in it is refused.
   * @param path path of the file
   * @param url URL under which people read the file, without an anchor
   */
  public static fromMarkdown(path: string, url: string): Runbook {
    return new Runbook(url, anchorsIn(textOf(path)));
  }

  private constructor(
    /** URL of the page. */
    public readonly url: string,
    private readonly anchors?: readonly string[],
  ) {
    throwOnProblems(
      'Runbook',
      problemIf(!matches(/^https?:\/\/[^\s#]{1,290}$/, url), {
        code: 'runbook/url',
        prop: 'url',
        value: url,
        allowed: 'must be a URL of up to 300 characters without an anchor, because alarms add their own',
        fix: 'pass one such as https://wiki.bank.example/runbook',
      }),
    );
  }

  /**
   * Whether the heading is known to be missing.
   * @internal
   */
  public _lacks(anchor: string): boolean {
    return this.anchors !== undefined && !this.anchors.includes(anchor);
  }

  /**
   * Returns the link to a heading.
   * @param anchor anchor of the heading
   */
  public linkTo(anchor: string): string {
    return `${this.url}#${anchor}`;
  }
}

/** Content of the file. A number would be the descriptor of an open one. */
function textOf(path: string): string {
  const place = 'Runbook.fromMarkdown';
  requireArgument(place, 'path', path);
  throwOnProblems(place, ...typeProblems({ path }, { path: TEXT }));
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throwOnProblems(place, {
      code: 'runbook/file',
      prop: 'path',
      value: path,
      allowed: `must be a Markdown file that can be read, from the folder of the process (${code})`,
      fix: "pass its path, such as path.join(__dirname, '../docs/runbook.md')",
    });
    throw error;
  }
}
