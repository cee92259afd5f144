import { readFileSync } from 'node:fs';
import { anchorsIn } from './private/runbook/markdown-anchors';
import { RUNBOOK_ANCHORS } from './private/runbook/runbook-anchors';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { matches } from '../core/private/checks/values';
import { REPOSITORY_URL } from '../core/private/repository-url';

/** Where the links of alarms lead: a page with a heading for each of them. */
export class Runbook {
  /** The runbook of this library: a heading for each alarm that its constructs define. */
  public static fromLibrary(): Runbook {
    return new Runbook(`${REPOSITORY_URL}/docs/runbook.md`, RUNBOOK_ANCHORS);
  }

  /**
   * A page of the team's own, whose headings are not known here.
   * @param url the page, without anchor
   */
  public static fromUrl(url: string): Runbook {
    return new Runbook(url);
  }

  /**
   * A page of the team's own that is kept as Markdown beside the app: an alarm without a heading in it is refused.
   * @param path the file
   * @param url where people read it, without anchor
   */
  public static fromMarkdown(path: string, url: string): Runbook {
    return new Runbook(url, anchorsIn(readFileSync(path, 'utf8')));
  }

  private constructor(
    /** The page. */
    public readonly url: string,
    private readonly anchors?: readonly string[],
  ) {
    throwOnProblems(
      'Runbook',
      problemIf(!matches(/^https?:\/\/[^\s#]{1,290}$/, url), {
        code: 'runbook/url',
        prop: 'url',
        value: url,
        allowed: 'alarms link to it and add the anchor: it has to be an address without one, of up to 300 characters',
        fix: 'pass an address such as https://wiki.bank.example/runbook',
      }),
    );
  }

  /**
   * Whether a heading is known to be missing.
   * @param anchor the anchor of the heading
   */
  public lacks(anchor: string): boolean {
    return this.anchors !== undefined && !this.anchors.includes(anchor);
  }

  /**
   * The link to a heading.
   * @param anchor the anchor of the heading
   */
  public linkTo(anchor: string): string {
    return `${this.url}#${anchor}`;
  }
}
