import { Construct } from 'constructs';
import { CellParts } from './cell-parts';
import { IPlatformModule } from './i-platform-module';
import { IAlarmSource } from '../core';
import { namesIn } from './private/modules/module-names';
import { moduleFactProblems, unknownModuleProblems } from './private/modules/module-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { requireTypes, TEXT, TEXTS } from '../core/private/checks/types';

/** A module of your own that has no resources but those of every module. */
export interface PlatformModuleProps {
  /** Name, such as `leads`: 2 to 24 lower-case letters, digits and hyphens. It is not that of a part of the cell. */
  readonly moduleName: string;

  /**
   * Names of the modules that it calls or reads. A cell without them is refused.
   * @default - the core of the cell alone
   */
  readonly needs?: string[];

  /**
   * Events of the cell that its worker gets, by the message attribute `type`: 150 at most.
   * @default - none: it has neither queue nor worker
   */
  readonly events?: string[];

  /**
   * Path of its health below the version of the API.
   * @default - `/<moduleName>/health`
   */
  readonly healthPath?: string;
}

/**
 * A module of a product: one of the library, or one of your own.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reducing-scope-of-impact-with-cell-based-architecture/what-is-a-cell-based-architecture.html
 * @example
 * import { PlatformModule } from 'rl-bank-constructs/cell';
 *
 * const leads = PlatformModule.of({ moduleName: 'leads', needs: ['contacts'], events: ['contact.created'] });
 * const modules = [PlatformModule.CONTACTS, leads];
 */
export class PlatformModule implements IPlatformModule {
  /** Files: each cell has it. Its worker gets `file.created`. */
  public static readonly FILES = PlatformModule.of({ moduleName: 'files', events: ['file.created'] });

  /** Teams and their members: each cell has it. Its worker gets `member.removed`. */
  public static readonly TEAMS = PlatformModule.of({ moduleName: 'teams', events: ['member.removed'] });

  /** Tasks of teams. Its worker gets `team.member_removed` and `contact.deleted`. */
  public static readonly TASKS = PlatformModule.of({
    moduleName: 'tasks',
    needs: ['teams'],
    events: ['team.member_removed', 'contact.deleted'],
  });

  /** Contacts. */
  public static readonly CONTACTS = PlatformModule.of({ moduleName: 'contacts' });

  /** Documents, which are files. Its worker gets `file.scanned`. */
  public static readonly DOCUMENTS = PlatformModule.of({
    moduleName: 'documents',
    needs: ['files'],
    events: ['file.scanned'],
  });

  /** Notes. */
  public static readonly NOTES = PlatformModule.of({ moduleName: 'notes' });

  /** Invoices and payments of contacts: a cell that has it must have `CONTACTS`. Its worker gets `contact.deleted`. */
  public static readonly FINANCE = PlatformModule.of({
    moduleName: 'finance',
    needs: ['contacts'],
    events: ['contact.deleted'],
  });

  /**
   * A module of your own. One that adds resources implements `IPlatformModule` instead.
   * @param props its name, what it needs, and its events
   */
  public static of(props: PlatformModuleProps): PlatformModule {
    const place = 'PlatformModule.of';
    requireProps(place, props, { moduleName: true });
    requireTypes(place, props, { moduleName: TEXT, needs: TEXTS, events: TEXTS, healthPath: TEXT });
    const { moduleName, needs = [], events = [], healthPath = `/${moduleName}/health` } = props;
    const facts = { moduleName, needs, events, healthPath };
    throwOnProblems(place, ...moduleFactProblems(facts, ''));
    return new PlatformModule(moduleName, needs, events, healthPath);
  }

  /**
   * Modules of the library by their names, as `-c modules=tasks,contacts` has them; none for an empty text.
   * @param text names with commas between them
   */
  public static fromNames(text: string): PlatformModule[] {
    requireArgument('PlatformModule.fromNames', 'text', text, TEXT);
    const names = namesIn(text.split(','));
    throwOnProblems('PlatformModule.fromNames', ...unknownModuleProblems(names, 'text'));
    const { FILES, TEAMS, TASKS, CONTACTS, DOCUMENTS, NOTES, FINANCE } = PlatformModule;
    const ofLibrary = [FILES, TEAMS, TASKS, CONTACTS, DOCUMENTS, NOTES, FINANCE];
    return names.map((name) => ofLibrary.find(({ moduleName }) => moduleName === name)!);
  }

  private constructor(
    /** Name. */
    public readonly moduleName: string,
    /** Names of the modules that it calls or reads. */
    public readonly needs: string[],
    /** Events of the cell that its worker gets. */
    public readonly events: string[],
    /** Path of its health below the version of the API. */
    public readonly healthPath: string,
  ) {}

  /**
   * Adds nothing: the module has what every module has.
   * @param _scope where it would be added
   * @param _cell what it would use
   */
  public provision(_scope: Construct, _cell: CellParts): Record<string, IAlarmSource> {
    return {};
  }
}
