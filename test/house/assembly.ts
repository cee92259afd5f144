import { Repository } from './repository';

/** The parts of a jsii assembly that the contract is about. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, Type>>;
  readonly submodules?: Readonly<Record<string, unknown>>;
}

interface Documented {
  readonly name: string;
  readonly docs?: {
    readonly summary?: string;
    readonly default?: string;
    readonly example?: string;
    readonly see?: string;
  };
}

/** A property or a parameter. */
export interface Value extends Documented {
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly overrides?: string;
}

export interface Method extends Documented {
  readonly parameters?: Value[];
  readonly returns?: { readonly type: TypeReference };
  readonly overrides?: string;
  readonly static?: boolean;
}

export interface Type extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** A struct, that is an interface without behaviour. */
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly initializer?: { readonly parameters?: Value[] };
  readonly properties?: Value[];
  readonly methods?: Method[];
  readonly members?: Documented[];
}

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: TypeReference };
  readonly union?: { readonly types: TypeReference[] };
  readonly intersection?: { readonly types: TypeReference[] };
}

/** A property, method or parameter and the way to it, such as `edge.EdgeCertificate.zone`. */
export interface Place<T> {
  readonly owner: Type;
  readonly path: string;
  readonly item: T;
}

/** What an assembly makes public. What it only overrides for another package is that package's affair. */
export class Api {
  /** What the last `jsii` made of this repository. */
  public static ofRepository(): Api {
    return new Api(JSON.parse(Repository.here.read('.jsii')));
  }

  public readonly types: Type[];
  public readonly properties: Array<Place<Value>>;
  public readonly methods: Array<Place<Method>>;
  /** Parameters of methods, and of constructors under the name of their class. */
  public readonly parameters: Array<Place<Value>>;

  constructor(public readonly assembly: Assembly) {
    const within = (owner: Type, path: string, parameters: Value[] = []) =>
      parameters.map((item) => ({ owner, path: `${path}(${item.name})`, item }));
    this.types = Object.values(assembly.types);
    this.properties = this.types.flatMap((owner) => this.placed(owner, owner.properties));
    this.methods = this.types.flatMap((owner) => this.placed(owner, owner.methods));
    this.parameters = [
      ...this.types.flatMap((owner) => within(owner, this.path(owner), owner.initializer?.parameters)),
      ...this.methods.flatMap(({ owner, path, item }) => within(owner, path, item.parameters)),
    ];
  }

  /** Every type that a signature names, down to the elements of its collections. */
  public get references(): Array<{ path: string; type: TypeReference }> {
    const returned = this.methods.flatMap(({ path, item }) =>
      item.returns ? [{ path, type: item.returns.type }] : [],
    );
    const taken = [...this.properties, ...this.parameters].map(({ path, item }) => ({ path, type: item.type }));
    return [...taken, ...returned].flatMap(({ path, type }) => withParts(type).map((part) => ({ path, type: part })));
  }

  /** Whether this is a construct class of the assembly. */
  public isConstruct(fqn: string): boolean {
    const base = this.assembly.types[fqn]?.base;
    return base === 'constructs.Construct' || (base !== undefined && this.isConstruct(base));
  }

  /** The name of the interface `IX` beside a construct `X`, if there is one. */
  public interfaceOf({ fqn, name }: Type): string | undefined {
    const candidate = fqn.replace(new RegExp(`${name}$`), `I${name}`);
    return this.isConstruct(fqn) && candidate in this.assembly.types ? candidate : undefined;
  }

  public path(type: Type): string {
    return type.fqn.slice(this.assembly.name.length + 1);
  }

  private placed<T extends Value | Method>(owner: Type, items: readonly T[] = []): Array<Place<T>> {
    const own = `${this.assembly.name}.`;
    return items
      .filter(({ overrides }) => overrides === undefined || overrides.startsWith(own))
      .map((item) => ({ owner, path: `${this.path(owner)}.${item.name}`, item }));
  }
}

function withParts(type: TypeReference): TypeReference[] {
  const parts = [type.collection?.elementtype ?? [], type.union?.types ?? [], type.intersection?.types ?? []].flat();
  return [type, ...parts.flatMap(withParts)];
}
